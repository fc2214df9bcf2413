import AuditModel
import Interpretation

/// The facts of one order as cells: what is read of its lesions, and a column a concept with assertion and words.
struct FactRow {
    private let vocabulary: Vocabulary
    private var reader: IndicationReader

    init(_ lexicons: Lexicons) {
        vocabulary = lexicons.vocabulary
        reader = IndicationReader(lexicons)
    }

    var header: [String] {
        ["lesions", "site", "laterality", "size_cm", "found_on", "studies", "dated", "conflicts"]
            + vocabulary.concepts.map(\.name)
    }

    mutating func cells(indication: String, priorFinding: String, icd10: String, ordered: String) -> [String] {
        var facts = FactTable()
        let moment = Moment(day: Self.day(ordered))
        let number = reader.read(
            indication: indication.utf8.span, priorFinding: priorFinding.utf8.span, icd10: icd10.utf8.span,
            ordered: moment, into: &facts)
        let entry = facts.entries[Int(number)]
        let statements = facts.statements[Int(entry.statements.lowerBound)..<Int(entry.statements.upperBound)]
        let studies = facts.mentions[Int(entry.mentions.lowerBound)..<Int(entry.mentions.upperBound)]
        var cells = lesionCells(Array(statements))
        cells.append(studies.map(Self.describe).joined(separator: "; "))
        cells.append(entry.datedDay.description)
        cells.append(entry.lateralityConflict ? "laterality" : "")
        let evidence = reader.evidence(
            indication: indication.utf8.span, priorFinding: priorFinding.utf8.span, icd10: icd10.utf8.span,
            ordered: moment)
        for index in vocabulary.concepts.indices {
            let concept = ConceptID(index: UInt8(index))
            let words = evidence.filter { $0.concept == concept }.map { piece in
                let text = piece.field == .indication ? indication : priorFinding
                return String(decoding: Array(text.utf8)[piece.words], as: UTF8.self)
            }
            cells.append(
                [assertion(of: concept, entry, Array(statements)), words.joined(separator: " / ")]
                    .filter { !$0.isEmpty }.joined(separator: ": "))
        }
        return cells
    }

    private func assertion(
        of concept: ConceptID, _ entry: FactTable.Entry, _ statements: [LesionStatement]
    ) -> String {
        let said = statements.compactMap { $0.assertion(of: concept) }
        if said.contains(.present) || entry.present.contains(concept) { return Assertion.present.name }
        if said.contains(.uncertain) || entry.uncertain.contains(concept) { return Assertion.uncertain.name }
        if said.contains(.absent) || entry.absent.contains(concept) { return Assertion.absent.name }
        return entry.unbound.contains(concept) ? "unbound" : ""
    }

    private func lesionCells(_ statements: [LesionStatement]) -> [String] {
        let numbers = Set(statements.map(\.lesion)).sorted()
        func each(_ text: ([LesionStatement]) -> String) -> String {
            numbers.map { number in text(statements.filter { $0.lesion == number }) }.joined(separator: "; ")
        }
        return [
            "\(numbers.count)",
            each { $0.first { $0.site != .unspecified }.map { vocabulary[$0.site].name } ?? "" },
            each { $0.first { $0.side != .unspecified }?.side.name ?? "" },
            each { statements in
                if let size = statements.filter({ $0.sizeMillimetres > 0 }).map(\.sizeMillimetres).max() {
                    return "\(Double(size) / 10)"
                }
                return statements.contains { $0.sizeState == .ambiguous } ? "ambiguous" : ""
            },
            each { Set($0.compactMap { $0.foundOn?.name }).sorted().joined(separator: "+") },
        ]
    }

    private static func describe(_ study: StudyMention) -> String {
        let state =
            switch study.state {
            case .performed: "performed"
            case .planned: "planned"
            case .denied: "denied"
            }
        return [
            study.modality?.name ?? "imaging", state, study.regions.description, study.outside ? "outside" : "",
            study.day.description,
        ].filter { !$0.isEmpty }.joined(separator: " ")
    }

    private static func day(_ text: String) -> Day {
        let parts = text.prefix(10).split(separator: "-").compactMap { Int($0) }
        guard parts.count == 3 else { return .unknown }
        return Day(year: parts[0], month: parts[1], day: parts[2]) ?? .unknown
    }
}
