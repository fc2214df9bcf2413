package import AuditModel

/// Where an order's text says something: for reports that show the words a fact was read from.
package struct TextEvidence: Sendable {
    package var field: TextField
    package var concept: ConceptID
    package var assertion: Assertion
    /// UTF-8 offsets of the concept's words in the field.
    package var words: Range<Int>
    /// Of the words that deny, doubt or date it; nil where there are none.
    package var cue: Range<Int>?
    /// The lesion it is bound to, as in `LesionStatement.lesion`; nil for what is said of the order or of nothing.
    package var lesion: UInt8?
}
