import AuditModel

/// One data-quality finding: of every order that belongs to a lesion, all that apply (1.13.7). An order that may belong to
/// several is told once.
struct DataQuality: SlowRule {
    let id: String
    let tellsNearMisses = false
    /// Whether the finding is made of an order of a lesion.
    let applies: @Sendable (_ chart: Chart, _ lesion: Lesion, _ row: Int) -> Bool

    init(_ id: String, _ applies: @escaping @Sendable (Chart, Lesion, Int) -> Bool) {
        self.id = id
        self.applies = applies
    }

    func allVerdicts(_ chart: Chart) -> [SlowVerdict] { verdicts(chart) }

    func verdicts(_ chart: Chart) -> [SlowVerdict] {
        var found: [SlowVerdict] = []
        for (number, lesion) in chart.history.lesions.enumerated() {
            let mayBelong = lesion.ambiguousRows.filter { row in
                number == chart.history.lesions.firstIndex { $0.ambiguousRows.contains(row) }
            }
            for row in Set(lesion.members).union(mayBelong) where applies(chart, lesion, row) {
                found.append(
                    SlowVerdict(
                        says: Says(.info, id), lesion: number, episode: nil, study: nil, row: row,
                        finalDay: chart.order(row).placed.day))
            }
        }
        return found
    }

    static let all: [any SlowRule] = [
        DataQuality("DQ-CODE-DESC-CONFLICT") { chart, _, row in
            !chart.exam(row).conflicts.isDisjoint(with: [.modality, .region, .contrast])
        },
        DataQuality("DQ-CONTRAST-UNKNOWN") { chart, _, row in
            let exam = chart.exam(row)
            return (exam.modality == .ct || exam.modality == .mr) && exam.kind == .diagnostic
                && exam.contrast == .unknown && !exam.angiography
        },
        DataQuality("DQ-AGE-UNRESOLVED") { chart, _, row in
            let order = chart.order(row)
            return order.flags.contains(.ageConflict) || (!order.birth.isKnown && order.ageDays < 0)
                || (order.birth.isKnown && order.birth > order.placed.day)
        },
        DataQuality("DQ-LATERALITY-CONFLICT") { chart, _, row in chart.hasTwoSides(row) },
        DataQuality("DQ-DUPLICATE-ORDER") { chart, _, row in chart.order(row).flags.contains(.hasDuplicates) },
        DataQuality("DQ-STATUS-UNKNOWN") { chart, _, row in chart.order(row).status == .unknown },
        DataQuality("DQ-CALC-UNCERTAIN") { chart, lesion, row in
            let calcification = chart.concept("calcification")
            let says = lesion.statements.filter { $0.row == row }.map(chart.statement)
            // Asserted, or denied by CT, in another field it is no longer in question (5.7).
            return says.contains { $0.uncertain.contains(calcification) }
                && !says.contains { $0.present.contains(calcification) }
                && !says.contains { $0.foundOn == .ct && $0.absent.contains(calcification) }
        },
        DataQuality("DQ-SITE-AMBIGUOUS") { _, lesion, row in lesion.ambiguousRows.contains(row) },
        UncoveredHistory(),
        DataQuality("DQ-DATE-ORDER") { chart, _, row in
            let order = chart.order(row)
            return order.ordered.isKnown && order.performed.isKnown
                && order.ordered.day.days(since: order.performed.day) > 1
        },
        DataQuality("DQ-CODE-RETIRED") { chart, _, row in
            let exam = chart.exam(row)
            let day = chart.order(row).placed.day
            return (exam.validFrom.isKnown && day < exam.validFrom)
                || (exam.validThrough.isKnown && day > exam.validThrough)
        },
    ]
}

/// Tissue of any kind was taken before the export had covered the look-back (1.8).
struct UncoveredHistory: SlowRule {
    let id = "DQ-HISTORY-COVERAGE"
    let tellsNearMisses = false

    func verdicts(_ chart: Chart) -> [SlowVerdict] {
        var found: [SlowVerdict] = []
        for (number, lesion) in chart.history.lesions.enumerated() {
            found += verdicts(onFirstOf: number, chart) {
                [.biopsy, .excision].contains(chart.kind($0)) && chart.isPerformed($0)
                    && chart.isMember($0, of: lesion)
            } says: {
                $0.covered(since: $0.asOf.day) == .not ? Says(.info, id) : nil
            }
        }
        return found
    }
}
