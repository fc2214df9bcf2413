/// The records at the beginning of a table, for looking at before it is read.
package struct SampleRows: Sendable {
    package struct Row: Sendable {
        package var cells: [[UInt8]]
        /// Where it begins in the sample, and behind its line end.
        package var start: Int
        package var end: Int
        /// Physical line, from 1.
        package var line: Int
        package var lines: Int
        package var isRepaired: Bool

        /// Cells with anything but spaces.
        package var filled: Int { cells.count { cell in cell.contains { $0 != 0x20 && $0 != 0x09 } } }
        package var isBlank: Bool { cells.count == 1 && filled == 0 }
    }

    package private(set) var rows: [Row] = []

    /// `isWhole`: the sample is all there is; otherwise the record it ends in is left out.
    package init(_ sample: [UInt8], isWhole: Bool, dialect: Dialect, width: Int, most: Int) {
        let settings = RecordReader.Settings(dialect: dialect, width: width, maxRecordBytes: 1 << 15)
        let bytes = sample.span
        var at = 0
        var line = 1
        while at < sample.count, rows.count < most {
            let limit = min(sample.count, at + settings.maxRecordBytes)
            let isFinal = isWhole && limit == sample.count
            guard
                case .record(let record) = IrregularRecord.read(
                    bytes.extracting(at..<limit), isFinal: isFinal, isWidest: true, settings: settings),
                isFinal || at + record.consumed < limit
            else { return }
            rows.append(
                Row(
                    cells: record.cells, start: at, end: at + record.consumed, line: line, lines: record.lines,
                    isRepaired: record.isRepaired))
            at += record.consumed
            line += record.lines
            if record.consumed == 0 { return }
        }
    }
}
