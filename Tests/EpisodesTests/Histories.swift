import AuditModel
import Episodes

/// Small order tables built by hand: two places of one group, one limb, a hint for both.
struct Histories {
    static let vocabulary = Vocabulary(
        concepts: [
            Concept(name: "lump", role: .lesion, title: "lump"),
            Concept(name: "mineral", role: .attribute, title: "mineral"),
        ],
        sites: [
            Site(name: "unspecified", title: "unspecified", group: ""),
            Site(name: "side-a", title: "side a", group: "trunk", coverage: [row([.ct, .mr, .us], .abdomen)]),
            Site(name: "side-b", title: "side b", group: "trunk", coverage: [row([.ct, .mr, .us], .abdomen)]),
            Site(name: "limb", title: "limb", group: "limb", coverage: [row([.ct, .mr, .us, .xr], .lowerExtremity)]),
            Site(name: "hint", title: "hint", group: "hint", isHint: true, includes: ["side-a", "side-b"]),
        ], examAttributes: [])

    private static func row(_ modalities: [Modality], _ region: Region) -> Site.CoverageRow {
        Site.CoverageRow(
            modalities: modalities.reduce(into: []) { $0.formUnion(ModalitySet($1)) }, regions: RegionSet(region),
            attributes: [], coverage: .yes)
    }

    static let lump = ConceptID(index: 0)
    static let mineral = ConceptID(index: 1)
    static func site(_ index: UInt8) -> SiteID { SiteID(index: index) }

    var table = OrderTable()

    /// What an order says of one lesion.
    struct Says {
        var site: UInt8 = 0
        var side = Laterality.unspecified
        var concepts = [Histories.lump]
        var foundOn: Modality?
        var field = TextField.indication
        var lesion: UInt8 = 0
    }

    /// Adds an order on a day; days must ascend.
    mutating func add(
        day: Int32, second: Int32 = -1, _ modality: Modality, _ kind: ExamKind = .diagnostic,
        regions: RegionSet = RegionSet(.abdomen), status: OrderStatus = .completed, accession: UInt64 = 0,
        says: [Says] = []
    ) {
        var row = OrderRow(source: SourceSpan(file: 0, line: UInt32(table.rows.count), offset: 0, length: 0))
        row.ordered = Moment(day: Day(number: day), second: second)
        if status == .completed { row.performed = row.ordered }
        row.status = status
        row.accessionHash = accession
        row.exam = UInt32(table.exams.count)
        table.exams.append(Exam(modality: modality, regions: regions, kind: kind, isUnderstood: true))
        let statements = says.map { says in
            var statement = LesionStatement(field: says.field)
            statement.lesion = says.lesion
            statement.site = Self.site(says.site)
            statement.side = says.side
            statement.foundOn = says.foundOn
            statement.present = ConceptSet(says.concepts)
            return statement
        }
        if !statements.isEmpty {
            row.facts = table.facts.append(FactTable.Entry(), statements: statements, mentions: [])
        }
        table.rows.append(row)
    }

    var history: PatientHistory {
        HistoryBuilder(table: table, vocabulary: Self.vocabulary, parameters: Parameters())
            .history(of: table.rows.indices)
    }
}
