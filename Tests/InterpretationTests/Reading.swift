import AuditModel
import Interpretation
import Testing

/// One order's texts, read.
struct Reading {
    let entry: FactTable.Entry
    let statements: [LesionStatement]
    let studies: [StudyMention]
    let vocabulary: Vocabulary

    init(
        _ indication: String, prior: String = "", icd: String = "", on ordered: Day = .unknown, _ lexicons: Lexicons
    ) {
        var reader = IndicationReader(lexicons)
        self.init(
            Array(indication.utf8), prior: Array(prior.utf8), icd: Array(icd.utf8), on: ordered, &reader,
            lexicons.vocabulary)
    }

    init(
        _ indication: [UInt8], prior: [UInt8] = [], icd: [UInt8] = [], on ordered: Day = .unknown,
        _ reader: inout IndicationReader, _ vocabulary: Vocabulary
    ) {
        var facts = FactTable()
        let number = reader.read(
            indication: indication.span, priorFinding: prior.span, icd10: icd.span, ordered: Moment(day: ordered),
            into: &facts)
        entry = facts.entries[Int(number)]
        statements = Array(facts.statements[Int(entry.statements.lowerBound)..<Int(entry.statements.upperBound)])
        studies = Array(facts.mentions[Int(entry.mentions.lowerBound)..<Int(entry.mentions.upperBound)])
        self.vocabulary = vocabulary
    }

    /// Read on 2025-03-20 with the shipped lexicons.
    init(inMarch indication: String, prior: String = "") throws {
        let lexicons = try #require(LexiconTests.lexicons)
        self.init(indication, prior: prior, on: Day(year: 2025, month: 3, day: 20) ?? .unknown, lexicons)
    }

    /// `none` where nothing is said of it.
    func assertion(of concept: ConceptID) -> String {
        let said = statements.compactMap { $0.assertion(of: concept) }
        if said.contains(.present) || entry.present.contains(concept) { return "present" }
        if said.contains(.uncertain) || entry.uncertain.contains(concept) { return "uncertain" }
        if said.contains(.absent) || entry.absent.contains(concept) { return "absent" }
        return entry.unbound.contains(concept) ? "unbound" : "none"
    }

    func assertion(of name: String) -> String {
        vocabulary.concept(named: name).map(assertion) ?? "no concept \(name)"
    }

    /// Everything that was read, as one comparable text.
    var summary: String {
        let lesions = statements.map { statement in
            [
                "\(statement.lesion)", statement.field.name, vocabulary[statement.site].name, statement.side.name,
                statement.foundOn?.name ?? "", "\(statement.foundOutside)", statement.foundDay.description,
                "\(statement.sizeMillimetres)", "\(statement.sizeState)", names(statement.present),
                names(statement.uncertain), names(statement.absent),
            ].joined(separator: "|")
        }
        let studies = studies.map { "\($0.field) \($0.state) \($0.modality?.name ?? "") \($0.outside) \($0.day)" }
        return
            (lesions + studies + [
                names(entry.present), names(entry.uncertain), names(entry.absent), names(entry.unbound),
                names(ConceptSet(CollectionOfOne(entry.datedConcept))), entry.datedDay.description,
                "\(entry.lateralityConflict)",
            ]).joined(separator: "\n")
    }

    private func names(_ set: ConceptSet) -> String { set.members.map { vocabulary[$0].name }.joined(separator: ",") }
}
