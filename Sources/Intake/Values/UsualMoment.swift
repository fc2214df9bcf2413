import AuditModel

extension Moment {
    /// `2025-03-14`, `2025-03-14 09:30` or `2025-03-14T09:30:15`, as most exports write. Nil for anything else, also for
    /// a day or time that there is not.
    init?(usualForm bytes: Span<UInt8>) {
        let hasTime = bytes.count == 16 || bytes.count == 19
        guard hasTime || bytes.count == 10,
            let month = EightSigns(bytes, at: 0).digits(like: .yearAndMonth),
            let dayOfMonth = EightSigns(bytes, at: 2).digits(like: .date),
            let day = Day(year: month[0] * 100 + month[2], month: month[5], day: dayOfMonth[6])
        else { return nil }
        var second = -1
        if hasTime {
            let separator = bytes[10]
            guard separator == 0x20 || separator == UInt8(ascii: "T"),
                let clock = EightSigns(bytes, at: 8).digits(like: separator == 0x20 ? .dayAndClock : .dayTClock),
                clock[3] < 24, clock[6] < 60
            else { return nil }
            second = clock[3] * 3600 + clock[6] * 60
            if bytes.count == 19 {
                guard let clock = EightSigns(bytes, at: 11).digits(like: .clock), clock[6] < 60 else { return nil }
                second += clock[6]
            }
        }
        self.init(day: day, second: Int32(second))
    }
}

/// Eight bytes of a text, looked at together.
private struct EightSigns {
    private let signs: UInt64

    init(_ bytes: Span<UInt8>, at place: Int) {
        signs = UInt64(littleEndian: unsafe bytes.bytes.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self))
    }

    /// A form of eight signs, the first of them lowest: zeros for digits, and all ones where there is no digit.
    struct Form {
        fileprivate let signs: UInt64
        fileprivate let others: UInt64

        /// `0000-00-`
        static var yearAndMonth: Form { Form(signs: 0x2D30_302D_3030_3030, others: 0xFF00_00FF_0000_0000) }
        /// `00-00-00`
        static var date: Form { Form(signs: 0x3030_2D30_302D_3030, others: 0x0000_FF00_00FF_0000) }
        /// `00 00:00`
        static var dayAndClock: Form { Form(signs: 0x3030_3A30_3020_3030, others: 0x0000_FF00_00FF_0000) }
        /// `00T00:00`
        static var dayTClock: Form { Form(signs: 0x3030_3A30_3054_3030, others: 0x0000_FF00_00FF_0000) }
        /// `00:00:00`
        static var clock: Form { Form(signs: 0x3030_3A30_303A_3030, others: 0x0000_FF00_00FF_0000) }
    }

    /// The values of digits by their places.
    struct Digits {
        fileprivate let values: UInt64

        /// The number of two digits that begins at `place`.
        subscript(place: Int) -> Int {
            let two = values >> UInt64(8 * place)
            return Int(two & 0xFF) * 10 + Int(two >> 8 & 0xFF)
        }
    }

    /// Nil where the signs have another form.
    func digits(like form: Form) -> Digits? {
        let values = signs ^ form.signs
        // No byte is above nine.
        let isWithin = (values &+ 0x7676_7676_7676_7676 | values) & 0x8080_8080_8080_8080 == 0
        return isWithin && values & form.others == 0 ? Digits(values: values) : nil
    }
}
