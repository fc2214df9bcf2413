/// Cuts a field into words, numbers and signs and names the words. Case, quotes, kinds of dashes and the amount of
/// white space make no difference to what it yields.
enum Tokenizer {
    /// Replaces the content of `tokens`; returns what all of them together can be.
    @discardableResult
    static func tokenize(_ bytes: Span<UInt8>, words: WordTable, into tokens: inout [Token]) -> WordUse {
        if !tokens.isEmpty { tokens.removeAll(keepingCapacity: true) }
        if bytes.isEmpty { return [] }
        var uses: WordUse = []
        tokens.append(addingCapacity: bytes.count) { output in
            var index = 0
            // What the next token is but for its own kind: first of a line, glued to what stands before it.
            var flags: Token.Flags = .startsLine
            var last: Token.Flags?
            var dateEnd = 0
            @inline(__always)
            func take(_ token: Token) {
                uses.formUnion(token.mark.uses)
                output.append(token)
                index = Int(token.end)
                last = token.flags
                flags = .glued
                // One space stands behind most words.
                if index < bytes.count, bytes[index] == UInt8(ascii: " ") {
                    index += 1
                    flags = []
                }
            }
            while index < bytes.count {
                let byteClass = ByteClass.of(bytes[index])
                if byteClass < ByteClass.letters {
                    if let (end, slot) = words.whole(bytes, at: index) {
                        take(
                            Token(
                                start: Int32(index), end: Int32(end), word: words.packed.id(at: slot),
                                mark: words.packed.mark(at: slot), flags: flags))
                    } else {
                        take(walk(bytes, from: index, flags, words))
                    }
                } else if byteClass < ByteClass.width
                    || index >= dateEnd && beginsDecimal(bytes, at: index, after: last, flags)
                {
                    if index >= dateEnd { dateEnd = endOfDottedDate(bytes, at: index) }
                    take(number(bytes, from: index, flags, words, isPlain: index < dateEnd))
                } else if byteClass == ByteClass.space {
                    if isTimes(bytes, at: index, after: last) {
                        take(sign(UInt8(ascii: "x"), at: index, length: 1, flags, words))
                        continue
                    }
                    flags.remove(.glued)
                    if bytes[index] == UInt8(ascii: "\n") || bytes[index] == UInt8(ascii: "\r") { flags = .startsLine }
                    index += 1
                    continue
                } else {
                    var sign = (ascii: index < dateEnd ? UInt8(ascii: "/") : bytes[index], length: 1)
                    let folded = byteClass == ByteClass.beyond ? FoldedCharacter.match(bytes, at: index) : sign
                    if let folded {
                        sign = folded
                        guard keep(sign.ascii, at: index, length: sign.length, bytes, after: last, flags) else {
                            flags = sign.ascii == UInt8(ascii: " ") ? [] : .glued
                            index += sign.length
                            continue
                        }
                        take(self.sign(sign.ascii, at: index, length: sign.length, flags, words))
                    } else {
                        take(walk(bytes, from: index, flags, words))
                    }
                }
            }
        }
        return uses
    }

    /// `5*4 cm`: between numbers a star is a times sign; elsewhere it only sets words apart.
    private static func isTimes(_ bytes: Span<UInt8>, at index: Int, after last: Token.Flags?) -> Bool {
        guard bytes[index] == UInt8(ascii: "*"), last?.contains(.number) ?? false else { return false }
        var next = index + 1
        while next < bytes.count, bytes[next] == UInt8(ascii: " ") { next += 1 }
        guard next < bytes.count else { return false }
        let byteClass = ByteClass.of(bytes[next])
        return byteClass >= ByteClass.letters && byteClass < ByteClass.width
    }

    private static func sign(
        _ sign: UInt8, at index: Int, length: Int, _ flags: Token.Flags, _ words: WordTable
    ) -> Token {
        // A sign that stands for a letter (a times sign) is a word of that letter.
        let isLetter = ByteClass.of(sign) < ByteClass.letters
        let id = isLetter ? words.exactID(words.step(WordTable.root, ByteClass.of(sign))) : words.signID(sign)
        return Token(
            start: Int32(index), end: Int32(index + length), word: id, mark: words.mark(id),
            flags: isLetter ? flags : flags.union(.sign), sign: isLetter ? 0 : sign)
    }

    /// A word letter by letter.
    private static func walk(
        _ bytes: Span<UInt8>, from start: Int, _ flags: Token.Flags, _ words: WordTable
    ) -> Token {
        var node = WordTable.root
        var best: UInt16 = 0
        var index = start
        while index < bytes.count {
            let byteClass = ByteClass.of(bytes[index])
            if byteClass < ByteClass.letters {
                if node != 0 {
                    node = words.step(node, byteClass)
                    let prefix = words.prefixID(node)
                    if prefix != 0 { best = prefix }
                }
                index += 1
            } else if byteClass == ByteClass.beyond, FoldedCharacter.match(bytes, at: index) == nil {
                node = 0
                index += 1
            } else {
                break
            }
        }
        let exact = words.exactID(node)
        let id = exact != 0 ? exact : best
        return Token(start: Int32(start), end: Int32(index), word: id, mark: words.mark(id), flags: flags)
    }

    /// `12`, `1.5`, `.5`, `1,5` and `1,200`; only digits where it is plain.
    private static func number(
        _ bytes: Span<UInt8>, from start: Int, _ flags: Token.Flags, _ words: WordTable, isPlain: Bool
    ) -> Token {
        var node = WordTable.root
        var index = start
        var value: Float = 0
        /// The first seven digits, which a `Float` holds.
        var whole: Int32 = 0
        var scale: Float = 0
        while index < bytes.count {
            let byteClass = ByteClass.of(bytes[index])
            if byteClass >= ByteClass.letters, byteClass < ByteClass.width {
                if node != 0 { node = words.step(node, byteClass) }
                let digit = byteClass - ByteClass.letters
                if scale > 0 {
                    value += Float(digit) * scale
                    scale /= 10
                } else if whole < 1_000_000 {
                    whole = whole * 10 + Int32(digit)
                    value = Float(whole)
                } else {
                    value = min(value * 10 + Float(digit), 1e9)
                }
                index += 1
            } else if scale == 0, !isPlain, let separator = separator(bytes, at: index) {
                node = 0
                index += 1
                if separator == .decimal { scale = 0.1 }
            } else {
                break
            }
        }
        let id = words.exactID(node)
        var mark = words.mark(id)
        mark.uses.insert(.number)
        return Token(
            start: Int32(start), end: Int32(index), value: value, word: id, mark: mark, flags: flags.union(.number))
    }

    /// `24.02.2025`, `3.2.25`: read as with slashes. Where it ends; 0 where none begins.
    private static func endOfDottedDate(_ bytes: Span<UInt8>, at start: Int) -> Int {
        guard start + 6 <= bytes.count, bytes[start + 1] == UInt8(ascii: ".") || bytes[start + 2] == UInt8(ascii: "."),
            start == 0 || ByteClass.of(bytes[start - 1]) >= ByteClass.width && bytes[start - 1] != UInt8(ascii: ".")
        else { return 0 }
        var index = start
        func digits(atMost most: Int) -> (value: Int, count: Int) {
            let first = index
            var value = 0
            while index < bytes.count, index - first < most, (0x30...0x39).contains(bytes[index]) {
                value = value * 10 + Int(bytes[index] - 0x30)
                index += 1
            }
            return (value, index - first)
        }
        func takesPoint() -> Bool {
            guard index < bytes.count, bytes[index] == UInt8(ascii: ".") else { return false }
            index += 1
            return true
        }
        let first = digits(atMost: 2).value
        guard takesPoint() else { return 0 }
        let second = digits(atMost: 2).value
        guard takesPoint() else { return 0 }
        let year = digits(atMost: 4).count
        guard (1...31).contains(first), (1...31).contains(second), min(first, second) <= 12, year == 2 || year == 4
        else { return 0 }
        let end = index
        if takesPoint(), digits(atMost: 1).count == 1 { return 0 }
        return end < bytes.count && ByteClass.of(bytes[end]) < ByteClass.width ? 0 : end
    }

    /// `.6`, unless the full stop stands behind a word and ends its sentence.
    private static func beginsDecimal(
        _ bytes: Span<UInt8>, at index: Int, after last: Token.Flags?, _ flags: Token.Flags
    ) -> Bool {
        guard bytes[index] == UInt8(ascii: "."), separator(bytes, at: index) == .decimal else { return false }
        guard flags.contains(.glued), let last else { return true }
        if last.contains(.sign) { return bytes[index - 1] != UInt8(ascii: ".") }
        // "1.5x.6"
        return index > 1 && bytes[index - 1] | 0x20 == UInt8(ascii: "x")
            && (0x30...0x39).contains(bytes[index - 2])
    }

    private enum Separator { case decimal, thousands }

    private static func separator(_ bytes: Span<UInt8>, at index: Int) -> Separator? {
        func isDigit(_ offset: Int) -> Bool {
            index + offset < bytes.count && (0x30...0x39).contains(bytes[index + offset])
        }
        guard isDigit(1) else { return nil }
        if bytes[index] == UInt8(ascii: ".") { return .decimal }
        guard bytes[index] == UInt8(ascii: ",") else { return nil }
        guard isDigit(2), isDigit(3) else { return .decimal }
        return isDigit(4) ? nil : .thousands
    }

    /// Whether a sign says something: quotes only as inches, a hyphen only between numbers, alone, or as a leading minus.
    private static func keep(
        _ sign: UInt8, at index: Int, length: Int, _ bytes: Span<UInt8>, after last: Token.Flags?,
        _ flags: Token.Flags
    ) -> Bool {
        switch sign {
        case UInt8(ascii: " "): return false
        case UInt8(ascii: "\""), UInt8(ascii: "'"): return flags.contains(.glued) && last?.contains(.number) == true
        case UInt8(ascii: "-"):
            guard flags.contains(.glued), let last, index + length < bytes.count else { return true }
            let next = ByteClass.of(bytes[index + length])
            if last.contains(.sign) { return true }
            let nextIsDigit = next >= ByteClass.letters && next < ByteClass.width
            return !(next < ByteClass.letters || (nextIsDigit && !last.contains(.number)))
        default: return true
        }
    }
}
