import SystemPackage

/// Why a file cannot be read, in words that end a sentence begun with its name.
package struct ReadingError: Error, Sendable {
    package var message: String
    package init(_ message: String) { self.message = message }
}

/// An open file that many threads may read at once, each where it wants.
package final class ByteFile: Sendable {
    private let descriptor: FileDescriptor
    package let size: UInt64

    package convenience init(path: String) throws(ReadingError) {
        do {
            try self.init(descriptor: FileDescriptor.open(FilePath(path), .readOnly, options: .closeOnExec))
        } catch let error as ReadingError {
            throw error
        } catch {
            throw ReadingError("cannot be opened: \(ByteFile.words(error))")
        }
    }

    /// Takes over the descriptor of a regular file.
    init(descriptor: FileDescriptor) throws(ReadingError) {
        self.descriptor = descriptor
        do {
            size = UInt64(clamping: try descriptor.seek(offset: 0, from: .end))
        } catch {
            throw ReadingError("cannot be read: \(ByteFile.words(error))")
        }
    }

    deinit { try? descriptor.close() }

    /// Fills `bytes[index..<index + count]` from `offset` on; fewer only at the end of the file. Returns how many.
    package func read(
        at offset: UInt64, into bytes: inout [UInt8], from index: Int, count: Int
    ) throws(ReadingError) -> Int {
        var done = 0
        do {
            while done < count {
                let got = try unsafe bytes.withUnsafeMutableBytes { buffer in
                    try unsafe descriptor.read(
                        fromAbsoluteOffset: Int64(clamping: offset) + Int64(done),
                        into: UnsafeMutableRawBufferPointer(rebasing: buffer[(index + done)..<(index + count)]))
                }
                if got == 0 { break }
                done += got
            }
        } catch {
            throw ReadingError("cannot be read: \(ByteFile.words(error))")
        }
        return done
    }

    /// The bytes of a stretch; shorter at the end of the file.
    package func bytes(at offset: UInt64, count: Int) throws(ReadingError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        let got = try read(at: offset, into: &bytes, from: 0, count: count)
        bytes.removeLast(count - got)
        return bytes
    }

    static func words(_ error: any Error) -> String {
        if let number = error as? Errno { return number.description }
        return String(describing: error)
    }
}
