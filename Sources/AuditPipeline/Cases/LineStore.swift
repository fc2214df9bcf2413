package import AuditModel
import Foundation
import Intake
import Synchronization
import SystemPackage

/// Lines that several threads write, each on a sheet of its own, and others read later.
package final class LineStore: Sendable {
    /// Where a line lies.
    package struct Place: Sendable {
        fileprivate var start: UInt64
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
    package final class Sheet: Sendable {
        private struct Content {
            /// What lies behind the part that is in the file.
            var bytes: [UInt8] = []
            var written = 0
            var file: FileDescriptor?
        }

        private let number: UInt16
        private let content = Mutex(Content())

        /// Bytes kept in memory at most.
        private static let kept = 1 << 20

        fileprivate init(number: UInt16) { self.number = number }

        deinit {
            content.withLock { content in
                try? content.file?.close()
            }
        }

        /// Adds what `write` appends as a line. Throws where the temporary folder has no room.
        package func add(_ write: (inout [UInt8]) -> Void) throws(AuditIssues) -> Place {
            try content.withLock { (content) throws(AuditIssues) in
                let start = content.bytes.count
                write(&content.bytes)
                let place = Place(
                    start: UInt64(content.written + start), length: UInt32(content.bytes.count - start), sheet: number)
                if content.bytes.count >= Self.kept { try Self.lay(&content) }
                return place
            }
        }

        fileprivate func append(_ place: Place, to bytes: inout [UInt8]) throws(AuditIssues) {
            let length = Int(place.length)
            try content.withLock { (content) throws(AuditIssues) in
                guard place.start < content.written, let file = content.file else {
                    let start = Int(place.start) - content.written
                    bytes += content.bytes[start..<start + length]
                    return
                }
                let start = bytes.count
                bytes.append(contentsOf: repeatElement(0, count: length))
                do {
                    let count = try unsafe bytes.withUnsafeMutableBytes { bytes in
                        try unsafe file.read(
                            fromAbsoluteOffset: Int64(place.start),
                            into: UnsafeMutableRawBufferPointer(rebasing: bytes[start...]))
                    }
                    if count < length { throw Errno.ioError }
                } catch {
                    throw LineStore.issue(error)
                }
            }
        }

        private static func lay(_ content: inout Content) throws(AuditIssues) {
            do {
                let file = try content.file ?? NamelessFile.opened(in: LineStore.folder)
                content.file = file
                try file.writeAll(toAbsoluteOffset: Int64(content.written), content.bytes)
                content.written += content.bytes.count
                content.bytes.removeAll(keepingCapacity: true)
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
