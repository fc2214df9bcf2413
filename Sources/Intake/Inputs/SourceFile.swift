import AuditModel
import CSVReading

/// One input, opened, and what its table looks like.
struct SourceFile: Sendable {
    var file: ByteFile
    var input: InputFile
    var dialect: Dialect
    var columns: ColumnMap
    /// Where the records behind the header begin.
    var dataOffset: UInt64
    var dataLine: UInt32

    func settings(maxRecordBytes: Int) -> RecordReader.Settings {
        RecordReader.Settings(
            dialect: dialect, width: columns.width, columns: columns.wantedColumns, maxRecordBytes: maxRecordBytes)
    }
}

extension ColumnMap {
    /// The columns that are fields, ascending: what the record reader lends.
    var wantedColumns: [Int] { matches.indices.filter { matches[$0] != nil } }
}
