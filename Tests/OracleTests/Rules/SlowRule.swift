import AuditModel

/// What a rule says of one unit.
struct Says: Equatable {
    var verdict: Verdict
    var reason: String
    /// Told by a text alone, or of a history that is open (1.7).
    private(set) var isLow = false

    init(_ verdict: Verdict, _ reason: String) {
        self.verdict = verdict
        self.reason = reason
    }

    var low: Says {
        var says = self
        says.isLow = true
        return says
    }
}

/// A verdict with the unit it is about.
struct SlowVerdict {
    var says: Says
    var lesion: Int?
    var episode: Int?
    var study: Int?
    var row: Int
    var finalDay: Day
    var isNearMiss = false
    /// Of low confidence, and so outside the rates (1.7, 1.13.8); nil where nothing is claimed.
    var isLow: Bool?
    /// Rests on what is only likely, and so is of medium confidence at most (5.7).
    var isHedged = false
}

/// A rule as the specification tells it, without regard to speed.
protocol SlowRule: Sendable {
    var id: String { get }
    /// Judged once per examination, not once per episode.
    var isPerStudy: Bool { get }
    /// What has to be on record for the rule to ask at all.
    var anchor: String? { get }
    /// Days before its event that must be covered; nil where what came before does not matter.
    var lookback: Int? { get }
    /// Days after the judged study in which what it hangs on can still follow; the verdict is final behind them.
    var daysLookedOn: Int { get }
    /// Cancelled examinations that would have been flagged are told (1.13.9).
    var tellsNearMisses: Bool { get }
    /// Verdicts as if the chart's statuses were known.
    func verdicts(_ chart: Chart) -> [SlowVerdict]
}

extension SlowRule {
    var isPerStudy: Bool { false }
    var daysLookedOn: Int { 0 }
    var tellsNearMisses: Bool { true }
    var anchor: String? { nil }
    var lookback: Int? { Window.lookback }

    /// All verdicts, orders of unknown status taken both ways (1.15.8).
    func allVerdicts(_ chart: Chart) -> [SlowVerdict] {
        var verdicts = gradedVerdicts(chart)
        let open = chart.studies.filter { chart.history.studies[$0].status == .unknown }
        let all = 1 << open.count
        // First all of them, then some.
        for choice in (1..<all).reversed() {
            var other = chart
            for place in open.indices where choice & (1 << place) != 0 { other.taken.insert(open[place]) }
            unite(&verdicts, with: self.verdicts(other))
        }
        if tellsNearMisses {
            for study in chart.studies where chart.history.studies[study].status == .cancelled {
                var other = chart
                other.taken.insert(study)
                for verdict in self.verdicts(other) where verdict.study == study {
                    guard verdict.says.verdict == .deviation || verdict.says.verdict == .advisory else { continue }
                    var near = verdict
                    near.says = Says(.info, "NEAR_MISS")
                    near.isNearMiss = true
                    near.isLow = nil
                    near.isHedged = false
                    verdicts.append(near)
                }
            }
        }
        return verdicts
    }

    /// A verdict that would be another if some of its facts were in doubt is less sure for them (5.4, 5.7, R4).
    private func gradedVerdicts(_ chart: Chart) -> [SlowVerdict] {
        var verdicts = verdicts(chart)
        var doubting = chart
        doubting.doubtsComparisons = true
        let withoutComparisons = self.verdicts(doubting)
        doubting.doubtsHints = true
        let withoutAny = self.verdicts(doubting)
        for index in verdicts.indices where verdicts[index].isLow != nil {
            func stands(_ others: [SlowVerdict]) -> Bool {
                others.contains {
                    isSameUnit($0, verdicts[index]) && $0.says.verdict == verdicts[index].says.verdict
                        && $0.says.reason == verdicts[index].says.reason
                }
            }
            if !stands(withoutComparisons) { verdicts[index].isLow = true }
            verdicts[index].isHedged = !stands(withoutAny)
        }
        return verdicts
    }

    /// What is said of the first study of each episode that `isMeant` takes.
    func verdicts(
        onFirstOf lesion: Int, _ chart: Chart, after known: Lesion.KnownStatement? = nil,
        where isMeant: (Int) -> Bool, says: (Judged) -> Says?
    ) -> [SlowVerdict] {
        let subject = chart.history.lesions[lesion]
        return subject.episodes.indices.compactMap { episode in
            let studies = chart.studies.filter { isMeant($0) && chart.isIn(episode, of: subject, chart.day($0)) }
            guard let study = chart.first(studies, favouring: nil),
                let says = says(Judged(chart, subject, study: study, after: known))
            else { return nil }
            return chart.verdict(says, lesion: lesion, episode: episode, study: study, after: known, by: self)
        }
    }

    private func unite(_ verdicts: inout [SlowVerdict], with others: [SlowVerdict]) {
        let before = verdicts.count
        for other in others {
            if let same = verdicts.firstIndex(where: { isSameUnit($0, other) }) {
                let (a, b) = (verdicts[same].says.verdict, other.says.verdict)
                if a != b, a != .indeterminate { verdicts[same].says = Says(.indeterminate, "STATUS_UNKNOWN") }
            } else {
                var new = other
                if new.says.verdict != .notApplicable { new.says = Says(.indeterminate, "STATUS_UNKNOWN") }
                verdicts.append(new)
            }
        }
        for index in 0..<before where !others.contains(where: { isSameUnit($0, verdicts[index]) }) {
            if verdicts[index].says.verdict != .notApplicable {
                verdicts[index].says = Says(.indeterminate, "STATUS_UNKNOWN")
            }
        }
    }

    private func isSameUnit(_ a: SlowVerdict, _ b: SlowVerdict) -> Bool {
        a.lesion == b.lesion && a.episode == b.episode && (!isPerStudy || a.study == b.study)
    }
}

extension Chart {
    /// The statement with which calcification came on record: asserted, else asked, else denied (1.2 t_know).
    func cameToKnow(_ name: String, _ lesion: Lesion) -> Lesion.KnownStatement? {
        let concept = concept(name)
        for wanted in [Assertion.present, .uncertain, .absent] {
            for known in lesion.statements where asWritten(known).assertion(of: concept) == wanted { return known }
        }
        return nil
    }

    /// On or after the day the fact came on record; the order that tells it is never before it (1.2).
    func isAtOrAfter(_ known: Lesion.KnownStatement, _ study: Int) -> Bool {
        lines(study).contains(known.row) || day(study) >= known.known.day
    }

    /// The earliest of some studies; of those of one day that nothing orders, one of the favoured modality.
    func first(_ candidates: [Int], favouring favoured: Modality?) -> Int? {
        var first: Int?
        for study in candidates {
            guard let best = first else {
                first = study
                continue
            }
            switch moment(study).sequence(to: moment(best)) {
            case .before: first = study
            case .after: break
            case .sameDayUnordered:
                if let favoured, modality(study) == favoured, modality(best) != favoured { first = study }
            }
        }
        return first
    }

    func verdict(
        _ says: Says, lesion: Int?, episode: Int?, study: Int, after known: Lesion.KnownStatement? = nil,
        by rule: any SlowRule, since: Day? = nil
    ) -> SlowVerdict {
        let judged = Judged(self, lesion.map { history.lesions[$0] }, study: study, after: known)
        return SlowVerdict(
            says: says, lesion: lesion, episode: episode, study: study, row: lines(study)[0],
            finalDay: day(study).advanced(by: rule.daysLookedOn),
            isLow: judged.isLow(says, by: rule, since: since ?? day(study)))
    }
}
