import AuditModel
import Episodes
import Testing

struct SessionTests {
    /// One CT line a row, at the given minutes of one day, all of one patient.
    private func studies(_ lines: [(ContrastState, minute: Int32, accession: UInt64)]) -> Int {
        var table = OrderTable()
        table.patients = [PatientKey(high: 1, low: 1)]
        for (index, line) in lines.enumerated() {
            table.examNames.append(ExamName(code: "\(index)", description: "CT"))
            table.exams.append(
                Exam(
                    modality: .ct, regions: RegionSet(.abdomen), contrast: line.0, kind: .diagnostic, isUnderstood: true
                ))
            var row = OrderRow(source: SourceSpan(file: 0, line: UInt32(index + 1), offset: 0, length: 0))
            row.exam = UInt32(index)
            row.status = .completed
            row.ordered = Moment(day: Day(number: 20_000))
            row.performed = Moment(day: Day(number: 20_000), second: line.minute * 60)
            row.accessionHash = line.accession
            table.rows.append(row)
        }
        let vocabulary = Vocabulary(
            concepts: [], sites: [Site(name: "", title: "", group: "")], examAttributes: [])
        let builder = HistoryBuilder(table: table, vocabulary: vocabulary, parameters: Parameters())
        return builder.history(of: 0..<table.rows.count).studies.count
    }

    @Test func `Lines of one accession or within two hours are one study, later ones another`() {
        #expect(studies([(.without, 600, 7), (.with, 615, 7)]) == 1)
        #expect(studies([(.without, 600, 1), (.with, 700, 2)]) == 1)
        #expect(studies([(.without, 600, 1), (.with, 800, 2)]) == 2)
    }
}
