import AuditModel
import Intake
import Interpretation
import Measures

/// The worklist of texts that say nothing of the lesion their code names: codes are read again from the exports.
struct UnreadLesions {
    /// Orders looked at; beyond them the list would grow no more telling.
    private static let most = 20_000

    /// Orders that a thread takes at a time.
    private static let size = 512

    let intake: IntakeResult
    let lexicons: Lexicons
    let jobs: Int

    private struct Key: Hashable {
        var code: String
        var exam: UInt32
    }
    private typealias Found = [Key: (orders: Int, example: String)]

    /// Most orders first, then by code and name. Throws where an input has changed since it was read.
    func list() throws(AuditIssues) -> [UnreadLesion] {
        let table = intake.table
        let rows = Array(table.rows.indices.lazy.filter { ReadingCoverage.isUnread($0, in: table) }.prefix(Self.most))
        let parts = try ParallelParts.done(rows.count, by: Self.size, jobs: jobs) {
            (codes: LesionCodes(lexicons), cells: intake.archive.cells())
        } _: { (places, reading) throws(AuditIssues) -> Found in
            try lesions(in: rows[places], &reading.codes, reading.cells)
        }
        var found: Found = [:]
        for part in parts {
            // The first of a code's orders is its example, whichever thread found it.
            for (key, entry) in part { found[key, default: (0, entry.example)].orders += entry.orders }
        }
        return found.map { key, entry in
            UnreadLesion(
                code: key.code, exam: table.examNames[Int(key.exam)], orders: entry.orders,
                exampleOrderID: entry.example)
        }.sorted { a, b in
            a.orders != b.orders
                ? a.orders > b.orders
                : (a.code, a.exam.description, a.exam.code) < (b.code, b.exam.description, b.exam.code)
        }
    }

    private func lesions(
        in rows: ArraySlice<Int>, _ codes: inout LesionCodes, _ cells: OrderCells
    ) throws(AuditIssues) -> Found {
        var found: Found = [:]
        for row in rows {
            let text = try cells.text(of: intake.table.rows[row].source, in: [.icd10, .orderID])
            for code in Set(codes.named(in: text[.icd10])) {
                found[Key(code: code, exam: intake.table.rows[row].exam), default: (0, text[.orderID])].orders += 1
            }
        }
        return found
    }
}
