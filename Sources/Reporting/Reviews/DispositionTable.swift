package import AuditModel

/// `dispositions.csv`: the page's script, the import and the next run write and read the same columns.
package enum DispositionTable {
    package static let columns = [
        "finding_id", "rule_id", "verdict", "reason", "facts", "decision", "exception", "note", "reviewer",
        "reviewed_at",
    ]

    /// In the order of finding and reviewer, whatever order they come in.
    package static func bytes(of dispositions: [Disposition]) -> [UInt8] {
        var row = CSVRow()
        for column in columns { row.add(column) }
        row.end()
        for entry in dispositions.sorted(by: { ($0.findingID, $0.reviewer) < ($1.findingID, $1.reviewer) }) {
            for cell in entry.cells { row.add(cell) }
            row.end()
        }
        return row.bytes
    }

    /// Takes away the apostrophe that keeps a spreadsheet from running a cell.
    package static func plain(_ cell: String) -> String {
        guard cell.hasPrefix("'"), CSVRow.startsFormula(cell.dropFirst().utf8) else { return cell }
        return String(cell.dropFirst())
    }
}

extension Disposition {
    /// In the order of `DispositionTable.columns`.
    var cells: [String] {
        [findingID, ruleID, verdict, reason, facts, decision.rawValue, exception, note, reviewer, reviewedAt]
    }
}
