import CZlib

extension ByteFile {
    /// The contents of a gzip file, all its members, spooled.
    convenience init(unpacking file: ByteFile) throws(ReadingError) {
        try self.init { (append) throws(ReadingError) in
            var inflater = try Inflater()
            var offset: UInt64 = 0
            while offset < file.size {
                let block = try file.bytes(at: offset, count: 1 << 16)
                if block.isEmpty { break }
                offset += UInt64(block.count)
                try inflater.inflate(block, append)
            }
            guard inflater.isAtEnd else { throw ReadingError("is a gzip file that breaks off") }
        }
    }
}

/// zlib's gzip decoder with its state.
@safe private struct Inflater: ~Copyable {
    private let stream: UnsafeMutablePointer<z_stream>
    private var output = [UInt8](repeating: 0, count: 1 << 18)
    /// The last member is complete.
    private(set) var isAtEnd = false

    init() throws(ReadingError) {
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        // 15 bits of window, 16 more for a gzip header.
        guard unsafe inflateInit2_(stream, 31, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            unsafe stream.deallocate()
            throw ReadingError("cannot be unpacked")
        }
        unsafe self.stream = stream
    }

    deinit {
        _ = unsafe inflateEnd(stream)
        unsafe stream.deallocate()
    }

    mutating func inflate(
        _ block: [UInt8], _ append: ([UInt8]) throws(ReadingError) -> Void
    ) throws(ReadingError) {
        var block = block
        var used = 0
        var isFull = false
        while used < block.count || isFull {
            if isAtEnd {
                // Another member, or padding behind the last one.
                guard used < block.count, block[used] == 0x1F else { return }
                guard unsafe inflateReset(stream) == Z_OK else { throw ReadingError("cannot be unpacked") }
                isAtEnd = false
            }
            var written = 0
            var status: Int32 = Z_OK
            let available = block.count - used
            unsafe block.withUnsafeMutableBufferPointer { input in
                unsafe output.withUnsafeMutableBufferPointer { output in
                    unsafe stream.pointee.next_in = input.baseAddress.map { unsafe $0 + used }
                    unsafe stream.pointee.avail_in = UInt32(available)
                    unsafe stream.pointee.next_out = output.baseAddress
                    unsafe stream.pointee.avail_out = UInt32(output.count)
                    status = unsafe CZlib.inflate(stream, Z_NO_FLUSH)
                    unsafe written = output.count - Int(stream.pointee.avail_out)
                }
            }
            used = unsafe block.count - Int(stream.pointee.avail_in)
            isFull = written == output.count
            if written > 0 { try append(Array(output[..<written])) }
            if status == Z_STREAM_END {
                isAtEnd = true
            } else if status != Z_OK && status != Z_BUF_ERROR {
                throw ReadingError("is a damaged gzip file")
            }
        }
    }
}
