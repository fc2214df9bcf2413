import AuditModel

/// `quarantine.csv`: every record that was not used, with its bytes as they came. Written in every run.
struct QuarantineTable {
    static let fileName = "quarantine.csv"
    static let columns = ["file", "line", "reason", "record", "header"]

    var records: [QuarantinedRecord]

    var file: ReportFile {
        let records = records
        return ReportFile(name: Self.fileName, holdsIdentifiers: true) { sink in
            var row = CSVRow()
            for column in Self.columns { row.add(column) }
            row.end()
            for record in records {
                row.add(record.file)
                row.add(String(record.line))
                row.add(record.reason)
                row.add(bytes: record.bytes)
                row.add(bytes: record.header)
                row.end()
                try sink.append(row.bytes)
                row.removeAll()
            }
            try sink.append(row.bytes)
        }
    }
}
