import AuditModel
import Interpretation
import Testing

/// A site's own table of exams beats code and name.
@Suite struct ExamMapTests {
    private func read(code: String, _ name: String, columns: [String] = [], _ row: [String] = []) throws -> Exam {
        let lexicons = try #require(LexiconTests.lexicons)
        let map =
            columns.isEmpty
            ? nil
            : try ExamMap(
                file: "map.csv", header: ["exam_code", "exam_description"] + columns, rows: [[code, name] + row])
        return ExamReader(lexicons, examMap: map).read(ExamName(code: code, description: name))
    }

    @Test func `code and name that disagree are told with what each says`() throws {
        let exam = try read(code: "73700", "MRI FEMUR WO AND W LEFT")
        #expect(exam.conflicts.contains(.modality) && exam.modality == .ct)
        #expect(exam.asNamed.modality == .mr && exam.asNamed.regions == exam.regions)
        #expect(try read(code: "73720", "MRI FEMUR WO AND W LEFT").named == nil)
    }

    @Test func `what the map states is in doubt no more`() throws {
        let settled = try read(code: "73700", "MRI FEMUR WO AND W LEFT", columns: ["modality"], ["MR"])
        #expect(settled.modality == .mr && settled.asNamed.modality == .mr)
        #expect(settled.conflicts.isDisjoint(with: .modality))
        let placed = try read(code: "73720", "MRI HEAD", columns: ["regions"], ["head"])
        #expect(placed.regions == placed.asNamed.regions && placed.conflicts.isDisjoint(with: .region))
    }

    @Test func `what the map leaves open stays in doubt`() throws {
        let exam = try read(code: "73700", "MRI HEAD", columns: ["modality"], ["MR"])
        #expect(exam.conflicts == .region && exam.modality == .mr)
        #expect(exam.asNamed.regions != exam.regions && exam.asNamed.modality == .mr)
    }

    @Test func `a word that is none is told with its place and the nearest right one`() {
        let issues = #expect(throws: AuditIssues.self) {
            try ExamMap(
                file: "map.csv", header: ["exam_code", "modalty"], rows: [["73700", "MR"]])
        }
        #expect(issues?.issues.count == 1)
        #expect(issues?.issues.first.map { "\($0)" }?.contains("modality") == true)
    }
}
