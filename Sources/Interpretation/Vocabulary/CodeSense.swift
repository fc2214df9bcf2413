import AuditModel

/// What a diagnosis code says.
struct CodeMeaning: Sendable {
    var concepts: [ConceptID] = []
    var site: SiteID = .unspecified
    var side: Laterality = .unspecified
    /// Which character of the code (from 1, without its dot) tells the side: 1 right, 2 left, 3 both; 0 for none.
    var sideCharacter = 0
}

/// A code's meaning, parted by what it is said of.
struct CodeSense: Sendable {
    var order = ConceptSet()
    var lesion = ConceptSet()
    var namesLesion = false
    /// A concept of the order that speaks of a lesion.
    var founds = false
    var dated: ConceptID?
    var site: SiteID
    var side: Laterality
    var sideCharacter: Int

    init(_ meaning: CodeMeaning, _ rules: [ConceptRule]) {
        site = meaning.site
        side = meaning.side
        sideCharacter = meaning.sideCharacter
        for concept in meaning.concepts {
            let rule = rules[Int(concept.index)]
            if rule.role == .order {
                order.insert(concept)
                if rule.isDated { dated = concept }
                if rule.founds { founds = true }
            } else {
                lesion.insert(concept)
                lesion.formUnion(rule.implied)
                if rule.role == .lesion { namesLesion = true }
            }
        }
    }
}
