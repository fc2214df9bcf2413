import Foundation
import SystemPackage

extension ByteFile {
    /// A temporary file, readable by this user alone and already without a name, that `write` fills.
    package convenience init(
        spooling write: (_ append: ([UInt8]) throws(ReadingError) -> Void) throws(ReadingError) -> Void
    ) throws(ReadingError) {
        let path = FilePath(FileManager.default.temporaryDirectory.path)
            .appending("orderaudit-\(UUID().uuidString)")
        let descriptor: FileDescriptor
        do {
            descriptor = try FileDescriptor.open(
                path, .readWrite, options: [.create, .exclusiveCreate, .closeOnExec], permissions: [.ownerReadWrite])
        } catch {
            throw ReadingError("cannot be spooled to a temporary file: \(ByteFile.words(error))")
        }
        try? FileManager.default.removeItem(atPath: path.string)
        do throws(ReadingError) {
            try write { (bytes) throws(ReadingError) in
                do {
                    try descriptor.writeAll(bytes)
                } catch {
                    throw ReadingError("cannot be spooled to a temporary file: \(ByteFile.words(error))")
                }
            }
        } catch {
            try? descriptor.close()
            throw error
        }
        try self.init(descriptor: descriptor)
    }

    /// Standard input to its end, spooled.
    package convenience init(spoolingStandardInput: Void) throws(ReadingError) {
        try self.init { (append) throws(ReadingError) in
            var block = [UInt8](repeating: 0, count: 1 << 18)
            while true {
                let got: Int
                do {
                    got = try unsafe block.withUnsafeMutableBytes {
                        try unsafe FileDescriptor.standardInput.read(into: $0)
                    }
                } catch {
                    throw ReadingError("cannot be read: \(ByteFile.words(error))")
                }
                if got == 0 { return }
                try append(Array(block[..<got]))
            }
        }
    }
}
