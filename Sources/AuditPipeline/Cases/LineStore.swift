package import AuditModel
import Foundation
import Intake
import Synchronization
import SystemPackage

/// Lines that several threads write, each on a sheet of its own, and others read later.
package final class LineStore: Sendable {
    /// Where a line lies.
    package struct Place: Sendable {
        /// Number of the block on its sheet.
        fileprivate var block: UInt32
        fileprivate var start: UInt32
        fileprivate var length: UInt32
        fileprivate var sheet: UInt16
    }

    private let sheets = Mutex<[Sheet]>([])

    package init() {}

    /// A sheet for one thread.
    package func sheet() -> Sheet {
        sheets.withLock { sheets in
            let sheet = Sheet(number: UInt16(sheets.count))
            sheets.append(sheet)
            return sheet
        }
    }

    /// Appends the line at `place`. Throws where it can no longer be read.
    package func append(_ place: Place, to bytes: inout [UInt8]) throws(AuditIssues) {
        let sheet = sheets.withLock { $0[Int(place.sheet)] }
        try sheet.append(place, to: &bytes)
    }

    /// One thread's lines. What is more than a little lies in a temporary file without a name, readable by this user alone.
    /// Lines of one kind lie together, so that whoever reads kind by kind reads the file in large pieces.
    package final class Sheet: Sendable {
        /// Lines of one kind, one behind the other.
        private struct Block {
            /// Empty once they lie in the file.
            var bytes: [UInt8] = []
            var start: Int64?
            var length = 0
        }

        private struct Content {
            var blocks: [Block] = []
            /// The block that takes the lines of each kind.
            var open: [Int?] = []
            var written: Int64 = 0
            var file: FileDescriptor?
            /// The block of the file that was last read from.
            var read = (block: Int.max, bytes: [UInt8]())
        }

        private let number: UInt16
        private let content = Mutex(Content())

        /// Bytes of one kind kept in memory at most.
        private static let kept = 1 << 15

        fileprivate init(number: UInt16) { self.number = number }

        deinit {
            content.withLock { content in
                try? content.file?.close()
            }
        }

        /// Adds what `write` appends as a line; `kind` is a small number. Throws what `write` throws, and where the temporary
        /// folder has no room.
        package func add(
            kind: Int, _ write: (inout [UInt8]) throws(AuditIssues) -> Void
        ) throws(AuditIssues) -> Place {
            try content.withLock { (content) throws(AuditIssues) in
                while content.open.count <= kind { content.open.append(nil) }
                let block = content.open[kind] ?? content.blocks.count
                if block == content.blocks.count {
                    content.blocks.append(Block())
                    content.open[kind] = block
                }
                let start = content.blocks[block].bytes.count
                try write(&content.blocks[block].bytes)
                let end = content.blocks[block].bytes.count
                if end >= Self.kept {
                    try Self.lay(block, of: &content)
                    content.open[kind] = nil
                }
                return Place(block: UInt32(block), start: UInt32(start), length: UInt32(end - start), sheet: number)
            }
        }

        fileprivate func append(_ place: Place, to bytes: inout [UInt8]) throws(AuditIssues) {
            let lines = Int(place.start)..<Int(place.start + place.length)
            try content.withLock { (content) throws(AuditIssues) in
                let block = Int(place.block)
                if content.blocks[block].start == nil {
                    bytes += content.blocks[block].bytes[lines]
                } else {
                    try Self.read(block, of: &content)
                    bytes += content.read.bytes[lines]
                }
            }
        }

        private static func lay(_ block: Int, of content: inout Content) throws(AuditIssues) {
            do {
                let file = try content.file ?? NamelessFile.opened(in: LineStore.folder)
                content.file = file
                try file.writeAll(toAbsoluteOffset: content.written, content.blocks[block].bytes)
            } catch {
                throw LineStore.issue(error)
            }
            let length = content.blocks[block].bytes.count
            content.blocks[block] = Block(start: content.written, length: length)
            content.written += Int64(length)
        }

        private static func read(_ block: Int, of content: inout Content) throws(AuditIssues) {
            guard content.read.block != block, let file = content.file, let start = content.blocks[block].start else {
                return
            }
            content.read = (block, [UInt8](repeating: 0, count: content.blocks[block].length))
            do {
                let count = try unsafe content.read.bytes.withUnsafeMutableBytes {
                    try unsafe file.read(fromAbsoluteOffset: start, into: $0)
                }
                if count < content.read.bytes.count { throw Errno.ioError }
            } catch {
                throw LineStore.issue(error)
            }
        }
    }

    private static var folder: String { FileManager.default.temporaryDirectory.path }

    private static func issue(_ error: any Error) -> AuditIssues {
        AuditIssues(
            .output,
            [
                AuditIssue(
                    file: folder,
                    "the findings can not be kept in a temporary file: \((error as? Errno)?.description ?? "\(error)"); name another folder in TMPDIR"
                )
            ])
    }
}
