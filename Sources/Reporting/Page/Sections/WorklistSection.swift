import AuditModel

/// The findings: the first ones as rows in the page itself, the others as data for the script.
struct WorklistSection {
    /// Rows and cases that stand in the page without script and on paper.
    static let writtenOut = 50

    var rows: [FindingRow]
    var count: String
    var writtenNote: String?
    var leftNote: String?
    var isEmpty: Bool

    /// `rows` are those written out; `held` counts those that the page's data holds.
    init(_ rows: [FindingRow], held: Int, total: Int) {
        self.rows = rows
        count = counted(total, "finding")
        isEmpty = total == 0
        writtenNote =
            held > rows.count
            ? "Without script the first \(grouped(rows.count)) stand here and at the end of the page; with it, all \(grouped(held))."
            : nil
        leftNote =
            total > held
            ? "This page holds the first \(grouped(held)) of \(grouped(total)) findings, most severe and most certain first; \(grouped(total - held)) more are in findings.csv."
            : nil
    }
}
