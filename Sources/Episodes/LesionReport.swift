import AuditModel

/// What one order's texts say of one lesion, and where it is said to be.
struct LesionReport {
    let row: Int
    /// The lesion's number among those of the order.
    let lesion: UInt8
    /// The order's statements, numbers in `FactTable.statements`; those with this lesion's number are the report's.
    let statements: Range<Int>
    /// The named site, or unspecified.
    var site: SiteID = .unspecified
    /// A site that only says where to look (from a code).
    var hint: SiteID = .unspecified
    var side: Laterality = .unspecified
    /// Mentions a lesion, not just something about one.
    var founds = false

    var isPlaced: Bool { site != .unspecified && founds }

    init(row: Int, lesion: UInt8, statements: Range<Int>) {
        self.row = row
        self.lesion = lesion
        self.statements = statements
    }

    /// Takes site and side from the texts, then the examination, then codes (specification 1.13.5).
    mutating func describe(isOnly: Bool, table: OrderTable, vocabulary: Vocabulary, founding: ConceptSet) {
        var codeSide = Laterality.unspecified
        for field in Self.fields {
            for index in statements
            where table.facts.statements[index].field == field && table.facts.statements[index].lesion == lesion {
                let statement = table.facts.statements[index]
                founds =
                    founds || statement.isImplied || statement.present.intersects(founding)
                    || statement.uncertain.intersects(founding)
                    || statement.absent.intersects(founding)
                if vocabulary[statement.site].isHint {
                    if hint == .unspecified { hint = statement.site }
                } else if site == .unspecified {
                    site = statement.site
                }
                if field == .icd10 {
                    if codeSide == .unspecified { codeSide = statement.side }
                } else if side == .unspecified {
                    side = statement.side
                }
            }
        }
        guard isOnly else { return }
        let exam = Int(table.rows[row].exam)
        let named = table.exams[exam].namedSite
        if site == .unspecified, named != .unspecified {
            if vocabulary[named].isHint { hint = named } else { site = named }
        }
        if side == .unspecified { side = table.rows[row].laterality }
        if side == .unspecified { side = table.exams[exam].laterality }
        if side == .unspecified { side = codeSide }
    }

    /// In the order in which they are believed.
    private static let fields: [TextField] = [.indication, .priorFinding, .examDescription, .icd10]
}
