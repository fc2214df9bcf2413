import AuditModel
import Intake
import Interpretation
import Measures

/// The worklist of texts that say nothing of the lesion their code names: codes are read again from the exports.
struct UnreadLesions {
    /// Orders looked at; beyond them the list would grow no more telling.
    private static let most = 20_000

    let intake: IntakeResult
    let lexicons: Lexicons

    /// Most orders first, then by code and name. Throws where an input has changed since it was read.
    func list() throws(AuditIssues) -> [UnreadLesion] {
        struct Key: Hashable {
            var code: String
            var exam: UInt32
        }
        let table = intake.table
        var codes = LesionCodes(lexicons)
        let cells = intake.archive.cells()
        var found: [Key: (orders: Int, example: String)] = [:]
        for row in table.rows.lazy.filter({ ReadingCoverage.isUnread($0, in: table) }).prefix(Self.most) {
            let text = try cells.text(of: row.source)
            for code in Set(codes.named(in: text[.icd10])) {
                found[Key(code: code, exam: row.exam), default: (0, text[.orderID])].orders += 1
            }
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
}
