import AuditModel

/// Doubts that one row alone shows (specification section 4, data-quality findings).
struct DoubtSet: OptionSet, Hashable, Sendable {
    let rawValue: UInt16
    static let ageUnresolved = DoubtSet(rawValue: 1)
    static let lateralityConflict = DoubtSet(rawValue: 2)
    static let duplicateOrder = DoubtSet(rawValue: 4)
    static let statusUnknown = DoubtSet(rawValue: 8)
    static let codeDescriptionConflict = DoubtSet(rawValue: 16)
    static let contrastUnknown = DoubtSet(rawValue: 32)
    static let dateOrder = DoubtSet(rawValue: 64)
    static let codeRetired = DoubtSet(rawValue: 128)

    init(rawValue: UInt16) { self.rawValue = rawValue }

    /// Empty for a doubt that needs an episode.
    init(_ test: Condition.DataQualityTest) {
        self =
            switch test {
            case .ageUnresolved: .ageUnresolved
            case .lateralityConflict: .lateralityConflict
            case .duplicateOrder: .duplicateOrder
            case .statusUnknown: .statusUnknown
            case .codeDescriptionConflict: .codeDescriptionConflict
            case .contrastUnknown: .contrastUnknown
            case .dateOrder: .dateOrder
            case .codeRetired: .codeRetired
            case .siteAmbiguous, .historyNotCovered: []
            }
    }
}

extension AuditSubject {
    /// All doubts of one row.
    func doubts(of row: Int) -> DoubtSet {
        let number = Int(table.rows[row].exam)
        let flags = table.rows[row].flags
        let placed = table.rows[row].placed.day
        var doubts = examDoubts[number]
        if flags.contains(.ageConflict) || (!table.rows[row].birth.isKnown && table.rows[row].ageDays < 0) {
            doubts.insert(.ageUnresolved)
        }
        if flags.contains(.hasDuplicates) { doubts.insert(.duplicateOrder) }
        if table.rows[row].status == .unknown { doubts.insert(.statusUnknown) }
        if table.rows[row].ordered.isKnown, table.rows[row].performed.isKnown,
            table.rows[row].ordered.day.days(since: table.rows[row].performed.day) > 1
        {
            doubts.insert(.dateOrder)
        }
        if placed.isKnown {
            let (from, through) = (table.exams[number].validFrom, table.exams[number].validThrough)
            if (through.isKnown && placed > through) || (from.isKnown && placed < from) { doubts.insert(.codeRetired) }
        }
        if !doubts.contains(.lateralityConflict), isSideDoubtful(row, exam: number) {
            doubts.insert(.lateralityConflict)
        }
        return doubts
    }

    /// What the exam alone makes doubtful.
    static func doubts(of exam: Exam) -> DoubtSet {
        var doubts: DoubtSet = []
        if exam.conflicts.contains(.laterality) { doubts.insert(.lateralityConflict) }
        if !exam.conflicts.subtracting(.laterality).isEmpty { doubts.insert(.codeDescriptionConflict) }
        if exam.contrast == .unknown, exam.kind == .diagnostic, exam.modality.isCrossSectional, !exam.angiography {
            doubts.insert(.contrastUnknown)
        }
        return doubts
    }

    private func isSideDoubtful(_ row: Int, exam: Int) -> Bool {
        let own = table.rows[row].laterality
        let shown = table.exams[exam].laterality
        if !shown.isCompatible(with: own) { return true }
        let facts = Int(table.rows[row].facts)
        if table.facts.entries[facts].lateralityConflict { return true }
        let side = own == .unspecified ? shown : own
        guard side == .left || side == .right else { return false }
        return !statedSide(facts, exam: exam).isCompatible(with: side)
    }

    /// The one side that the order's own texts give for a lesion that the examination is of; unspecified where they give
    /// none or several.
    private func statedSide(_ facts: Int, exam: Int) -> Laterality {
        var side = Laterality.unspecified
        for number in table.facts.entries[facts].statements {
            let index = Int(number)
            let stated = table.facts.statements[index].side
            guard stated != .unspecified, table.facts.statements[index].field != .icd10 else { continue }
            let site = table.facts.statements[index].site
            guard site == .unspecified || coverage(of: site, byExam: exam) != .no else { continue }
            if side != .unspecified, side != stated { return .unspecified }
            side = stated
        }
        return side
    }
}
