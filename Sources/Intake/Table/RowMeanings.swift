import AuditModel

/// What the words of coded cells mean in this run.
struct RowMeanings: Sendable {
    var spellings: Spellings
    /// Normalised word to status: site, profile, shipped, in that order.
    var statuses: [String: OrderStatus]
    /// The words as the lists write them.
    var statusWords: [(word: String, status: OrderStatus)] = []
    var dateForms: DateForms

    init(spellings: Spellings, profile: Profile?, site: [String: OrderStatus]) {
        self.spellings = spellings
        statuses = spellings.statuses
        dateForms = DateForms(months: MonthNames(spellings.months), order: profile?.dateOrder)
        let own = Set((Array((profile?.statusWords ?? [:]).keys) + site.keys).map(Spellings.normalised))
        for (status, words) in spellings.statusLists {
            statusWords += words.filter { !own.contains(Spellings.normalised($0)) }.map { ($0, status) }
        }
        let added = (profile?.statusWords ?? [:]).merging(site) { _, site in site }
        statusWords += added.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        for (word, status) in profile?.statusWords ?? [:] { statuses[Spellings.normalised(word)] = status }
        for (word, status) in site { statuses[Spellings.normalised(word)] = status }
    }

    func status(of word: String) -> OrderStatus { statuses[Spellings.normalised(word)] ?? .unknown }
    func sex(of word: String) -> Sex { spellings.sexes[Spellings.normalised(word)] ?? .unknown }
    func side(of word: String) -> Laterality { spellings.sides[Spellings.normalised(word)] ?? .unspecified }

    /// What a modifier cell, which may hold several, says of the side and of a broken-off examination.
    func modifiers(of cell: String) -> (side: Laterality, isDiscontinued: Bool) {
        var side = Laterality.unspecified
        var isDiscontinued = false
        for word in cell.split(whereSeparator: { " ,;|/^-".contains($0) }).map(Spellings.normalised) {
            if spellings.discontinued.contains(word) { isDiscontinued = true }
            switch (side, spellings.modifierSides[word] ?? .unspecified) {
            case (_, .unspecified): break
            case (.unspecified, let found): side = found
            case (let before, let found) where before != found: side = .bilateral
            default: break
            }
        }
        return (side, isDiscontinued)
    }
}

/// Meanings of a coded column's distinct cells, each worked out once.
struct MeaningCache<Meaning: Sendable>: Sendable {
    private(set) var words = ByteInterner()
    private var meanings: [Meaning] = []
    private let work: @Sendable (String) -> Meaning

    init(_ work: @escaping @Sendable (String) -> Meaning) { self.work = work }

    func words(meaning: Meaning) -> [String] where Meaning: Equatable {
        meanings.indices.filter { meanings[$0] == meaning }.map(words.string)
    }

    mutating func meaning(of bytes: Span<UInt8>, _ cell: Range<Int>) -> Meaning {
        let number = words.intern(bytes, cell)
        if number < meanings.count { return meanings[number] }
        let meaning = work(words.string(number))
        meanings.append(meaning)
        return meaning
    }
}
