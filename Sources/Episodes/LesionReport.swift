import AuditModel

/// What one order's texts say of one lesion, and where it is said to be.
struct LesionReport {
    var row: Int
    var lesion: UInt8
    /// Numbers in `FactTable.statements`.
    var statements: [Int]
    /// The named site, or unspecified.
    var site: SiteID = .unspecified
    /// A site that only says where to look (from a code).
    var hint: SiteID = .unspecified
    var side: Laterality = .unspecified
    /// Mentions a lesion, not just something about one.
    var founds = false

    var isPlaced: Bool { site != .unspecified && founds }

    init(row: Int, lesion: UInt8, statements: [Int]) {
        self.row = row
        self.lesion = lesion
        self.statements = statements
    }

    /// Takes site and side from the texts, then the examination, then codes (specification 1.13.5).
    mutating func describe(
        order: OrderRow, exam: Exam, isOnly: Bool, facts: FactTable, vocabulary: Vocabulary, founding: ConceptSet
    ) {
        var codeSide = Laterality.unspecified
        for field in [TextField.indication, .priorFinding, .examDescription, .icd10] {
            for index in statements where facts.statements[index].field == field {
                let statement = facts.statements[index]
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
        if site == .unspecified, exam.namedSite != .unspecified {
            if vocabulary[exam.namedSite].isHint { hint = exam.namedSite } else { site = exam.namedSite }
        }
        if side == .unspecified { side = order.laterality }
        if side == .unspecified { side = exam.laterality }
        if side == .unspecified { side = codeSide }
    }
}
