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
                let (bytes, header) = record.contents()
                row.add(bytes: bytes)
                row.add(bytes: header)
                row.end()
                try sink.append(row.bytes)
                row.removeAll()
            }
            try sink.append(row.bytes)
        }
    }
}
