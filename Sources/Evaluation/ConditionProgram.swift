import AuditModel

/// A rule's conditions laid out flat, so that judging a unit copies no clause and counts no reference. What a clause
/// means is told in `ConditionEvaluator`, how the program is walked in `ConditionTruth`.
struct ConditionProgram: Sendable {
    /// One clause. Fixed size.
    struct Node: Sendable {
        enum Kind: UInt8, Sendable {
            case all, any, not
            case stated, site, age, found
            /// A doubt about the data that the judged row alone shows.
            case doubt
            /// Any other clause; `first` is its place in `others`.
            case other
        }
        var kind: Kind
        /// Of `all`, `any` and `not` the place of the first part, of `found` the number of the search.
        var first = 0
        /// Of `all` and `any`: how many parts, one behind the other.
        var count = 0
        var concepts = ConceptSet()
        var assertions: AssertionSet = []
        var judgedOnly = false
        var sites = SiteSet()
        var bounds = NumberBounds()
        var doubt: DoubtSet = []
    }

    private(set) var nodes: [Node] = []
    private(set) var others: [Condition] = []
    let vocabulary: Vocabulary
    let parameters: Parameters

    init(_ vocabulary: Vocabulary, _ parameters: Parameters) {
        self.vocabulary = vocabulary
        self.parameters = parameters
    }

    /// Adds a condition and returns the place of its node.
    mutating func add(_ condition: Condition) -> Int { add([condition]).first }

    private mutating func add(_ parts: [Condition]) -> (first: Int, count: Int) {
        let first = nodes.count
        for _ in parts { nodes.append(Node(kind: .other)) }
        for (offset, part) in parts.enumerated() { nodes[first + offset] = node(part) }
        return (first, parts.count)
    }

    private mutating func node(_ condition: Condition) -> Node {
        var node = Node(kind: .other)
        switch condition {
        case .all(let parts):
            node.kind = .all
            (node.first, node.count) = add(parts)
        case .any(let parts):
            node.kind = .any
            (node.first, node.count) = add(parts)
        case .not(let part):
            node.kind = .not
            (node.first, node.count) = add([part])
        case .stated(let test):
            node.kind = .stated
            node.concepts = ConceptSet(test.concepts)
            node.assertions = test.assertions
            node.judgedOnly = test.place == .judged
        case .site(let test):
            node.kind = .site
            node.sites = SiteSet(test, vocabulary)
        case .age(let test):
            node.kind = .age
            node.bounds = parameters.bounds(test)
        case .found(let find):
            node.kind = .found
            node.first = find
        case .dataQuality(let test) where !DoubtSet(test).isEmpty:
            node.kind = .doubt
            node.doubt = DoubtSet(test)
        default:
            node.first = others.count
            others.append(condition)
        }
        return node
    }
}
