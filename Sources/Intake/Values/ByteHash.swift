/// Fast hashes of cells. Equal bytes give equal hashes on every machine.
enum ByteHash {
    static func hash64(_ bytes: Span<UInt8>, seed: UInt64 = 0x9E37_79B9_7F4A_7C15) -> UInt64 {
        var state = seed ^ (UInt64(bytes.count) &* 0xA076_1D64_78BD_642F)
        var at = 0
        let raw = unsafe bytes.bytes
        while bytes.count - at >= 8 {
            let word = unsafe raw.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self)
            state = mix(state ^ word.littleEndian)
            at += 8
        }
        return mix(mix(state ^ tail(of: bytes, from: at)) ^ 0x8EBC_6AF0_9C88_C6E3)
    }

    /// The bytes from `start` on, fewer than eight, as one number; the first of them stands highest.
    private static func tail(of bytes: Span<UInt8>, from start: Int) -> UInt64 {
        let left = bytes.count - start
        let raw = unsafe bytes.bytes
        if bytes.count >= 8 {
            let last = unsafe raw.unsafeLoadUnaligned(fromByteOffset: bytes.count - 8, as: UInt64.self)
            return UInt64(bigEndian: last) & (1 << UInt64(8 * left) - 1)
        }
        var tail: UInt64 = 0
        var at = start
        if left & 4 != 0 {
            tail = UInt64(UInt32(bigEndian: unsafe raw.unsafeLoadUnaligned(fromByteOffset: at, as: UInt32.self)))
            at += 4
        }
        if left & 2 != 0 {
            let two = UInt16(bigEndian: unsafe raw.unsafeLoadUnaligned(fromByteOffset: at, as: UInt16.self))
            tail = tail << 16 | UInt64(two)
            at += 2
        }
        return left & 1 != 0 ? tail << 8 | UInt64(bytes[at]) : tail
    }

    /// Both halves of a product folded together, injective enough for a random-looking input.
    static func mix(_ value: UInt64) -> UInt64 {
        let product = (value ^ 0x2D35_8DCC_AA6C_78A5).multipliedFullWidth(by: 0x8BB8_4B93_962E_ACC9)
        return product.high ^ product.low ^ value.byteSwapped
    }
}
