import AuditModel
import Reporting
import Foundation
import Testing

/// An invented result, as the engine would hand it over.
enum Fixture {
    static func day(_ text: String) -> Day {
        let parts = text.split(separator: "-").compactMap { Int($0) }
        return Day(year: parts[0], month: parts[1], day: parts[2]) ?? .unknown
    }

    static func rule(
        _ id: String, _ number: String, rate: RuleCard.Rate = .deviation, report: RuleCard.Report = .finding,
        reviewersOnly: Bool = false, caveat: String = ""
    ) -> RuleCard {
        RuleCard(
            id: id, number: number, pack: "sample", title: "Title of \(id)", status: .draft, rate: rate, report: report,
            reviewersOnly: reviewersOnly, rationale: "Rationale of \(id).", caveat: caveat,
            explanations: ["Imaging at another hospital", "An urgent indication"], sources: ["S0.3"],
            prose: ["Judged: the first tissue event.", "Expected: a CT or MRI before it."], author: "A. Author",
            reviewer: "", nextReview: "2027-01-01")
    }

    static func finding(_ number: Int, _ verdict: Verdict = .deviation, rule: String = "RULE-A") -> Finding {
        Finding(
            id: "f\(number)", ruleID: rule, verdict: verdict, reason: "NO_XSECT_BEFORE_TISSUE", confidence: .high,
            patient: "p\(number % 40)", episode: "p\(number % 40)/1", orderID: "O-\(number)",
            ordered: Moment(day: day("2026-03-03"), second: 64_800), performed: Moment(day: day("2026-03-05")),
            examCode: "49180", examDescription: "CT GUIDED BIOPSY, \"FLANK\"", lesionSite: "flank", laterality: "left",
            performingSite: "Main", department: number % 3 == 0 ? "Surgery" : "Oncology", patientClass: "inpatient",
            ageYears: 5, message: "Tissue sampling is recorded on 2026-03-05; no CT or MRI precedes it.",
            evidenceOrderIDs: ["O-1", "O-2"], searchedFrom: day("2025-09-06"), searchedTo: day("2026-03-05"),
            finalDay: day("2026-03-05"), caseView: caseView(number))
    }

    static func caseView(_ number: Int) -> CaseView {
        let text = "calcified L flank mass number \(number)"
        let words = Evidence(row: 2, field: .indication, words: "calcified L flank mass")
        return CaseView(
            reasoning: [
                Reasoning(
                    clause: "calcification is recorded for this lesion", truth: .yes, found: "on ultrasound",
                    evidence: [words]),
                Reasoning(
                    clause: "one of these holds", truth: .no,
                    parts: [
                        Reasoning(clause: "a CT or MRI precedes it", truth: .no, found: "none in 180 days"),
                        Reasoning(clause: "outside imaging is named", truth: .unknown),
                    ]),
            ],
            timeline: [
                TimelineMark(
                    row: 1, orderID: "O-1", moment: Moment(day: day("2026-03-01")), status: .completed, modality: .us,
                    kind: .diagnostic, examCode: "76700", examDescription: "US ABDOMEN",
                    role: .refused("an ultrasound does not count"), learned: ["mass", "calcification (US)"],
                    indication: "palpable mass", priorFinding: ""),
                TimelineMark(
                    row: 2, orderID: "O-\(number)", moment: Moment(day: day("2026-03-05"), second: 50_400),
                    status: .completed, modality: .other, kind: .biopsy, examCode: "49180",
                    examDescription: "CT GUIDED BIOPSY", role: .judged, learned: [], indication: text,
                    priorFinding: "US: calcified mass"),
            ],
            explanations: ["Imaging at another hospital", "An urgent indication"], coverageStart: day("2025-01-01"),
            dataCutoff: day("2026-10-31"))
    }

    static func tally(_ id: String, rate: (Int, Int)?, counts: [Verdict: Int]) -> RuleTally {
        var tally = RuleTally(ruleID: id)
        tally.counts = counts
        tally.reasons = counts.sorted { $0.key.rawValue < $1.key.rawValue }.map {
            RuleTally.ReasonCount(verdict: $0.key, reason: "REASON_\($0.key.name)", count: $0.value)
        }
        tally.rate = rate.map {
            RuleTally.Rate(numerator: $0.0, denominator: $0.1, interval: $0.1 < 11 ? nil : 0.02...0.2)
        }
        tally.months = [
            RuleTally.MonthCount(month: "2026-02", rated: 20, deviations: 1),
            RuleTally.MonthCount(month: "2026-03", rated: 21, deviations: 2),
        ]
        return tally
    }

    static func result(findings: Int = 12) -> AuditResult {
        let verdicts: [Verdict] = [.deviation, .advisory, .info, .indeterminate, .pending]
        let listed = (0..<findings).map { finding($0, verdicts[$0 * verdicts.count / max(1, findings)]) }
        return AuditResult(
            run: run,
            rules: [
                rule("RULE-A", "R2"), rule("RULE-OWN", "R5", rate: .ownTable, caveat: "Contested by other guidance."),
                rule("RULE-NONE", "R6", rate: .none),
                rule("RULE-METRIC", "X3", rate: .none, report: .metric, reviewersOnly: true),
            ],
            tallies: [
                tally("RULE-A", rate: (3, 41), counts: [.compliant: 38, .deviation: 3, .indeterminate: 9]),
                tally("RULE-OWN", rate: (7, 12), counts: [.compliant: 5, .deviation: 7]),
                tally("RULE-NONE", rate: nil, counts: [.advisory: 4]),
                metricTally,
            ],
            findings: listed,
            dataQuality: [
                DataQualityCount(code: "DQ-STATUS-UNKNOWN", title: "Unknown status", inEpisodes: 3, elsewhere: 17)
            ],
            reconciliation: books,
            quarantine: [
                QuarantinedRecord(
                    file: "2026-03.csv", line: 14, reason: "MISSING_PATIENT_ID", bytes: Array("O-9,,=1+1,\"a\nb\"".utf8)
                ),
                QuarantinedRecord(file: "2026-03.csv", line: 20, reason: "BAD_DATE", bytes: [0x4F, 0xFF, 0x2C]),
            ],
            notUnderstood: [UnclearExam(name: ExamName(code: "ZZ1", description: "SPECIAL, VIEW"), orders: 12)],
            verdictLines: FindingLines(listed))
    }

    private static var metricTally: RuleTally {
        var tally = tally("RULE-METRIC", rate: nil, counts: [.compliant: 80, .info: 20])
        tally.metrics = [
            RuleTally.ReasonRate(
                reason: "COMBINED_STUDY", rate: RuleTally.Rate(numerator: 20, denominator: 100, interval: 0.13...0.29))
        ]
        return tally
    }

    private static var books: Reconciliation {
        var books = Reconciliation()
        books.rowsRead = 1000
        books.orders = 990
        books.duplicates = 5
        books.superseded = 3
        books.quarantined = 2
        books.repaired = 1
        return books
    }

    private static var run: RunDescription {
        RunDescription(
            siteName: "Example Hospital", period: "2026-03", coverageStart: day("2025-01-01"),
            dataCutoff: day("2026-10-31"), coverageNotes: ["Coverage was taken from the data."],
            generatedAt: "2026-11-01T06:00:00Z", version: "0.1.0",
            inputs: [
                InputFile(
                    name: "2026-03.csv", bytes: 1234, sha256: String(repeating: "ab", count: 32), encoding: "UTF-8",
                    profile: "header", rows: 1000)
            ],
            packs: [KnowledgeSource(name: "sample", version: "1", digest: "cd", status: .draft, isSigned: false)],
            lexicons: [KnowledgeSource(name: "exams", version: "1", digest: "ef", status: .draft, isSigned: false)],
            parameters: [NamedValue(name: "lookback-days", value: "180 days")], siteChoices: ["R14 is off."],
            statusWords: [NamedValue(name: "Exam Ended", value: "completed")], patients: 640, identifiers: "pseudonym",
            keyMark: "0a1b2c3d")
    }
}

/// A folder for one test, gone afterwards.
struct Scratch: ~Copyable {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "reporting-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit {
        // A folder that stays behind in the temporary directory fails no test.
        try? FileManager.default.removeItem(at: url)
    }

    func text(_ path: String) throws -> String { try String(contentsOf: url.appending(path: path), encoding: .utf8) }
    func bytes(_ path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: url.appending(path: path))) }

    func mode(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: url.appending(path: path).path)[.posixPermissions] as? Int
    }

    func names(_ path: String = "") throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: url.appending(path: path).path).sorted()
    }
}

/// Reads RFC 4180 CSV, strictly enough to notice a broken row.
func records(_ bytes: [UInt8]) -> [[[UInt8]]] {
    var rows: [[[UInt8]]] = [], row: [[UInt8]] = [], cell: [UInt8] = []
    var quoted = false, index = 0
    while index < bytes.count {
        let byte = bytes[index]
        if quoted {
            if byte == UInt8(ascii: "\"") {
                if index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "\"") {
                    cell.append(byte)
                    index += 1
                } else {
                    quoted = false
                }
            } else {
                cell.append(byte)
            }
        } else {
            switch byte {
            case UInt8(ascii: "\""): quoted = true
            case UInt8(ascii: ","):
                row.append(cell)
                cell = []
            case UInt8(ascii: "\n"):
                rows.append(row + [cell])
                row = []
                cell = []
            default: cell.append(byte)
            }
        }
        index += 1
    }
    return rows
}
