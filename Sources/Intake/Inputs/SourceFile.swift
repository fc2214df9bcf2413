import AuditModel
import CSVReading

/// One input, opened, and what its table looks like.
struct SourceFile: Sendable {
    var text: TextFile
    var input: InputFile
    var layout: TableLayout
    var columns: ColumnMap
    /// Cells a record may have; the second one where rows end in a delimiter that the header lacks, or the other way.
    var widths: (usual: Int, other: Int)
    /// Where the records behind the header begin.
    var dataOffset: UInt64
    var dataLine: UInt32
    /// Lines before the data.
    var preambleLines: Int
    var headerLines: Int
    var blankLines: Int

    var file: ByteFile { text.text }
    var dialect: Dialect { layout.dialect }

    func settings(maxRecordBytes: Int) -> RecordReader.Settings {
        RecordReader.Settings(
            dialect: dialect, width: widths.usual, columns: columns.wantedColumns, maxRecordBytes: maxRecordBytes)
    }
}

extension ColumnMap {
    /// The columns that are fields, ascending: what the record reader lends.
    var wantedColumns: [Int] { matches.indices.filter { matches[$0] != nil } }
}
