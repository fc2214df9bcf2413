/// Finds the dialect in which a sample makes the most regular and most plausible table.
///
/// The measure is that of "Wrangling messy CSV files by detecting row and type patterns" (van den Burg, Nazábal, Sutton
/// 2019): few different row widths, many columns, cells that look like values.
package struct DialectDetection: Sendable {
    /// RFC 4180 where the sample has one column only, so that any delimiter would do.
    package var dialect: Dialect

    /// Records looked at, at most.
    private static let records = 400

    /// `isWhole`: the sample is all there is; otherwise its last line is passed over.
    package init(sample: [UInt8], isWhole: Bool) {
        var best: (dialect: Dialect, score: Double)?
        for dialect in Self.candidates(in: sample) {
            let score = Self.score(dialect, sample, isWhole: isWhole)
            if score > (best?.score ?? 0) * 1.000_001 { best = (dialect, score) }
        }
        dialect = best?.dialect ?? .standard
        dialect.skipsSpaces = Self.hasSpacedQuotes(sample, dialect)
    }

    private static let delimiters: [(byte: UInt8, weight: Double)] = [
        (UInt8(ascii: ","), 1), (UInt8(ascii: ";"), 1), (0x09, 1), (UInt8(ascii: "|"), 1),
        (UInt8(ascii: "^"), 0.9), (UInt8(ascii: "~"), 0.9), (UInt8(ascii: ":"), 0.4), (0x20, 0.4),
    ]

    /// The dialects that the bytes of a sample allow.
    package static func candidates(in sample: [UInt8]) -> [Dialect] {
        let present = Set(sample)
        var result: [Dialect] = []
        let double = UInt8(ascii: "\"")
        let single = UInt8(ascii: "'")
        let hasBackslash = zip(sample, sample.dropFirst()).contains {
            $0 == UInt8(ascii: "\\") && ($1 == double || $1 == single)
        }
        for (delimiter, _) in delimiters where present.contains(delimiter) {
            var quotes = [double]
            if quotesCells(single, delimiter, sample) { quotes.append(single) }
            for quote in quotes {
                result.append(Dialect(delimiter: delimiter, quote: quote))
                if hasBackslash { result.append(Dialect(delimiter: delimiter, quote: quote, escape: .backslash)) }
            }
        }
        return result
    }

    /// Whether `quote` stands on the inner side of delimiters often enough to be a quote.
    private static func quotesCells(_ quote: UInt8, _ delimiter: UInt8, _ sample: [UInt8]) -> Bool {
        var opening = 0
        var closing = 0
        var before: UInt8 = 0x0A
        for byte in sample {
            if byte == quote, before == delimiter || before == 0x0A || before == 0x0D { opening += 1 }
            if before == quote, byte == delimiter || byte == 0x0A || byte == 0x0D { closing += 1 }
            before = byte
        }
        return opening > 1 && closing > 1
    }

    private static func hasSpacedQuotes(_ sample: [UInt8], _ dialect: Dialect) -> Bool {
        guard dialect.delimiter != 0x20 else { return false }
        var state = 0
        var found = 0
        for byte in sample {
            if byte == dialect.delimiter {
                state = 1
            } else if byte == 0x20, state > 0 {
                state = 2
            } else {
                if state == 2, byte == dialect.quote { found += 1 }
                state = 0
            }
        }
        return found > 0
    }

    /// Words stand apart by spaces too: only rows of one width and without gaps, or quoted cells, make a table of it.
    private static func isEven(_ byWidth: [Int: Int], _ rows: [SampleRows.Row]) -> Bool {
        let most = byWidth.max { $0.value < $1.value }
        let (cells, filled) = rows.reduce((0, 0)) { ($0.0 + $1.cells.count, $0.1 + $1.filled) }
        guard let most, most.key > 1 else { return false }
        return most.value * 5 >= rows.count * 4 && filled * 5 >= cells * 4
    }

    private static func quotesBehindSpaces(_ quote: UInt8, _ sample: ArraySlice<UInt8>) -> Int {
        zip(sample, sample.dropFirst()).count { $0 == 0x20 && $1 == quote }
    }

    private static func score(_ dialect: Dialect, _ sample: [UInt8], isWhole: Bool) -> Double {
        let rows = SampleRows(sample, isWhole: isWhole, dialect: dialect, width: 0, most: records).rows
        var byWidth: [Int: Int] = [:]
        var plausible = 0.0
        var cells = 0
        var repaired = 0
        for row in rows where !row.isBlank {
            byWidth[row.cells.count, default: 0] += 1
            if row.isRepaired { repaired += 1 }
            for cell in row.cells {
                plausible += CellShape.plausibility(of: cell[...], quote: dialect.quote)
                cells += 1
            }
        }
        guard cells > 0, byWidth.contains(where: { $0.key > 1 }) else { return 0 }
        if dialect.delimiter == 0x20, !isEven(byWidth, rows),
            quotesBehindSpaces(dialect.quote, sample.prefix(rows.last?.end ?? 0)) * 2 < rows.count
        {
            return 0
        }
        var pattern = 0.0
        var count = 0
        for (width, rows) in byWidth {
            pattern += Double(rows) * Double(width - 1) / Double(width)
            count += rows
        }
        pattern /= Double(byWidth.count)
        let weight = delimiters.first { $0.byte == dialect.delimiter }?.weight ?? 1
        let types = plausible / Double(cells)
        return weight * pattern * types * types * (1 - 0.5 * Double(repaired) / Double(count))
    }
}
