import AuditModel
import LocatedYAML

/// One YAML file of knowledge, shipped or added by a site.
package struct LexiconSource: Sendable {
    package var name: String
    package var version: String
    /// `draft`, `active` or `retired`.
    package var status: String
    /// A named reviewer has signed it off.
    package var isSigned: Bool
    package var text: String
}

/// What a lexicon file is about, as its `lexicon:` line says.
enum LexiconKind: String, CaseIterable {
    case concepts, context, sites, sizes, studies, diagnoses, mentions, exams
    case examCodes = "exam-codes"
}

/// A text with the reading that it must have; kept beside the phrases it explains and run as a test.
package struct LexiconExample: Sendable {
    package var file: String
    package var line: Int
    /// The concept or site under which the example stands.
    package var subject: String
    package var text: String
    /// What the reading must be: an assertion's name, `none`, `unbound`, a side, or properties of an exam.
    package var expected: [String: String]
}
