/// Cuts a field into words, numbers and signs and names the words. Case, quotes, kinds of dashes and the amount of
/// white space make no difference to what it yields.
struct Tokenizer: Sendable {
    private let classes = ByteClass.table

    /// Replaces the content of `tokens`.
    func tokenize(_ bytes: Span<UInt8>, words: borrowing WordTable, into tokens: inout [Token]) {
        tokens.removeAll(keepingCapacity: true)
        var index = 0
        var isGlued = false
        var startsLine = true
        let count = bytes.count
        while index < count {
            let byteClass = classes[Int(bytes[index])]
            if byteClass < ByteClass.letters {
                let token = word(bytes, from: index, isGlued: isGlued, startsLine: startsLine, words: words)
                index = Int(token.end)
                tokens.append(token)
            } else if byteClass < ByteClass.width {
                let token = number(bytes, from: index, isGlued: isGlued, startsLine: startsLine, words: words)
                index = Int(token.end)
                tokens.append(token)
            } else if byteClass == ByteClass.space {
                if bytes[index] == UInt8(ascii: "\n") || bytes[index] == UInt8(ascii: "\r") { startsLine = true }
                isGlued = false
                index += 1
                continue
            } else {
                var sign = bytes[index]
                var length = 1
                if byteClass == ByteClass.beyond {
                    guard let folded = FoldedCharacter.match(bytes, at: index) else {
                        let token = word(bytes, from: index, isGlued: isGlued, startsLine: startsLine, words: words)
                        index = Int(token.end)
                        tokens.append(token)
                        isGlued = true
                        startsLine = false
                        continue
                    }
                    (sign, length) = folded
                }
                if keep(sign, at: index, length: length, bytes, after: tokens.last, isGlued: isGlued) {
                    // A sign that stands for a letter (a times sign) is a word of that letter.
                    let isLetter = classes[Int(sign)] < ByteClass.letters
                    let id =
                        isLetter
                        ? words.exactID(words.step(WordTable.root, classes[Int(sign)])) : words.signID(sign)
                    var flags: Token.Flags = isGlued ? .glued : []
                    if !isLetter { flags.insert(.sign) }
                    if startsLine { flags.insert(.startsLine) }
                    tokens.append(
                        Token(
                            start: Int32(index), end: Int32(index + length), word: id, flags: flags,
                            sign: isLetter ? 0 : sign))
                    isGlued = true
                } else {
                    isGlued = sign != UInt8(ascii: " ")
                }
                index += length
                startsLine = false
                continue
            }
            isGlued = true
            startsLine = false
        }
    }

    private func word(
        _ bytes: Span<UInt8>, from start: Int, isGlued: Bool, startsLine: Bool, words: borrowing WordTable
    ) -> Token {
        var flags: Token.Flags = isGlued ? .glued : []
        if startsLine { flags.insert(.startsLine) }
        if let whole = words.whole(bytes, at: start) {
            return Token(start: Int32(start), end: Int32(whole.end), word: whole.id, flags: flags)
        }
        var node = WordTable.root
        var best: UInt16 = 0
        var index = start
        while index < bytes.count {
            let byteClass = classes[Int(bytes[index])]
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
        return Token(start: Int32(start), end: Int32(index), word: exact != 0 ? exact : best, flags: flags)
    }

    /// `12`, `1.5`, `1,5` and `1,200`.
    private func number(
        _ bytes: Span<UInt8>, from start: Int, isGlued: Bool, startsLine: Bool, words: borrowing WordTable
    ) -> Token {
        var node = WordTable.root
        var index = start
        var value: Float = 0
        var scale: Float = 0
        while index < bytes.count {
            let byteClass = classes[Int(bytes[index])]
            if byteClass >= ByteClass.letters, byteClass < ByteClass.width {
                if node != 0 { node = words.step(node, byteClass) }
                let digit = Float(byteClass - ByteClass.letters)
                if scale == 0 {
                    value = min(value * 10 + digit, 1e9)
                } else {
                    value += digit * scale
                    scale /= 10
                }
                index += 1
            } else if scale == 0, let separator = separator(bytes, at: index) {
                node = 0
                index += 1
                if separator == .decimal { scale = 0.1 }
            } else {
                break
            }
        }
        var flags: Token.Flags = isGlued ? [.number, .glued] : .number
        if startsLine { flags.insert(.startsLine) }
        return Token(
            start: Int32(start), end: Int32(index), word: words.exactID(node), flags: flags, value: value)
    }

    private enum Separator { case decimal, thousands }

    private func separator(_ bytes: Span<UInt8>, at index: Int) -> Separator? {
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
    private func keep(
        _ sign: UInt8, at index: Int, length: Int, _ bytes: Span<UInt8>, after last: Token?, isGlued: Bool
    ) -> Bool {
        switch sign {
        case UInt8(ascii: " "): return false
        case UInt8(ascii: "\""), UInt8(ascii: "'"): return isGlued && last?.isNumber == true
        case UInt8(ascii: "-"):
            guard isGlued, let last, index + length < bytes.count else { return true }
            let next = classes[Int(bytes[index + length])]
            if last.flags.contains(.sign) { return true }
            let nextIsDigit = next >= ByteClass.letters && next < ByteClass.width
            return !(next < ByteClass.letters || (nextIsDigit && !last.isNumber))
        default: return true
        }
    }
}
