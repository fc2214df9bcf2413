import AuditModel

/// The raw counts of one rule.
struct RuleCounter {
    struct Share {
        var rated = 0
        var deviations = 0

        mutating func add(_ verdict: Verdict) {
            rated += 1
            if verdict == .deviation { deviations += 1 }
        }
    }

    struct ReasonKey: Hashable {
        var verdict: Verdict
        var reason: UInt16
    }

    struct ReasonShare {
        var all = 0
        var confident = 0

        mutating func add(_ judgement: Judgement) {
            all += 1
            if judgement.confidence > .low { confident += 1 }
        }
    }

    struct StratumKey: Hashable {
        var dimension: Stratum.Dimension
        /// Number in the order table's dictionary, or the age band's.
        var code: Int

        func name(in orders: OrderTable) -> String {
            switch dimension {
            case .department: orders.departments[code]
            case .performingSite: orders.performingSites[code]
            case .patientClass: orders.patientClasses[code]
            case .ageBand: AgeBand.allCases[code].rawValue
            }
        }
    }

    var verdicts = [Int](repeating: 0, count: Verdict.allCases.count)
    var lowConfidence = [Int](repeating: 0, count: Verdict.allCases.count)
    var nearMisses = 0
    var reasons: [ReasonKey: ReasonShare] = [:]
    /// By months since year 0.
    var months: [Int32: Share] = [:]
    var rated = Share()
    var strata: [StratumKey: Share] = [:]

    mutating func count(_ judgement: Judgement) {
        guard !judgement.isNearMiss else {
            nearMisses += 1
            return
        }
        let verdict = judgement.verdict
        verdicts[Int(verdict.rawValue)] += 1
        if judgement.confidence == .low { lowConfidence[Int(verdict.rawValue)] += 1 }
        let key = ReasonKey(verdict: verdict, reason: judgement.reason)
        reasons[key, default: ReasonShare()].add(judgement)
        guard judgement.isInRate else { return }
        rated.add(verdict)
        if judgement.finalDay.isKnown {
            let civil = judgement.finalDay.civil
            months[Int32(civil.year * 12 + civil.month - 1), default: Share()].add(verdict)
        }
    }

    mutating func countStrata(_ judgement: Judgement, row: OrderRow) {
        func add(_ dimension: Stratum.Dimension, _ code: Int) {
            strata[StratumKey(dimension: dimension, code: code), default: Share()].add(judgement.verdict)
        }
        add(.department, Int(row.department))
        add(.performingSite, Int(row.performingSite))
        add(.patientClass, Int(row.patientClass))
        let band = AgeBand(of: row)
        add(.ageBand, AgeBand.allCases.firstIndex(of: band) ?? 0)
    }
}

/// Ages as the rule packs cut them: young child below 5, child below 18 (specification 1.4).
enum AgeBand: String, CaseIterable {
    case unknown = ""
    case underFive = "0-4 years"
    case child = "5-17 years"
    case youngAdult = "18-39 years"
    case middle = "40-64 years"
    case older = "65 years and over"

    /// Age at the moment that places the order in time; unknown where birth date and age contradict each other.
    init(of row: OrderRow) {
        guard let years = row.ageYears, !row.flags.contains(.ageConflict) else {
            self = .unknown
            return
        }
        switch years {
        case ..<5: self = .underFive
        case ..<18: self = .child
        case ..<40: self = .youngAdult
        case ..<65: self = .middle
        default: self = .older
        }
    }
}

extension OrderRow {
    /// Whole years at `placed`; the birth date beats the age column (specification 1.15.30).
    fileprivate var ageYears: Int? {
        if birth.isKnown, placed.isKnown, birth <= placed.day {
            let born = birth.civil, then = placed.day.civil
            return then.year - born.year - ((then.month, then.day) < (born.month, born.day) ? 1 : 0)
        }
        guard ageDays >= 0 else { return nil }
        return Int(Double(ageDays) / 365.25)
    }
}
