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
    /// The header as it stands, its lines whole.
    var header: [UInt8]
    /// Where records that were put right came from, by their offset; empty for any other file.
    var origins: [UInt64: Origin] = [:]
    /// Mended records, and their lines, that another table gives again.
    var replacedRows = 0
    var replacedLines = 0

    /// The file and line of a record as the export had it.
    struct Origin: Sendable {
        var file: String
        var line: Int
    }

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
