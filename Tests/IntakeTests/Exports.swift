import AuditModel
import Foundation
import Intake

/// A folder of exports made for one test, gone when the test is over.
final class Exports {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "exports-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func write(_ text: String, as name: String = "orders.csv") throws { try write(Data(text.utf8), as: name) }

    func write(_ data: Data, as name: String = "orders.csv") throws {
        try data.write(to: folder.appending(path: name))
    }

    func takeIn(_ settings: IntakeSettings = IntakeSettings()) throws -> IntakeResult {
        try intake(
            InputSource.sources(from: [folder.path]), settings: settings, makeReader: { SilentReader() })
    }
}

/// Takes in one file with this content.
func takeIn(_ text: String, settings: IntakeSettings = IntakeSettings()) throws -> IntakeResult {
    let exports = try Exports()
    try exports.write(text)
    return try exports.takeIn(settings)
}

/// The issues for which one file with this content is refused.
func refusal(of text: String, settings: IntakeSettings = IntakeSettings()) throws -> [AuditIssue] {
    do {
        _ = try takeIn(text, settings: settings)
        return []
    } catch let error as AuditIssues {
        return error.issues
    }
}

/// A canonical export with these rows.
func canonical(_ rows: String...) -> String {
    "order_id,patient_id,order_datetime,performed_datetime,status,exam_code,exam_description,laterality,accession\n"
        + rows.map { $0 + "\n" }.joined()
}

/// What is told apart in a row by tests, whatever file it stood in.
func summary(_ result: IntakeResult) throws -> [String] {
    try result.table.rows.enumerated().map { place, row in
        let text = try result.archive.text(of: row.source)
        let key = result.table.patients[Int(row.patient)]
        return [
            text[.orderID], text[.patientID], "\(key.hash)", "\(row.ordered)", "\(row.performed)", row.status.name,
            result.table.examNames[Int(row.exam)].description, row.laterality.name, "\(row.flags.rawValue)",
            result.table.departments[Int(row.department)], "\(result.table.duplicates[place]?.count ?? 0)",
        ].joined(separator: "|")
    }
}
