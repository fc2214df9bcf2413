import AuditModel

/// A rule about the first sampling of a lesion's tissue in an episode.
protocol TissueRule: SlowRule {
    var samples: [ExamKind] { get }
    /// What is scheduled or only named by a guidance code is judged too.
    var takesOpenEvents: Bool { get }
    /// Nor what is named after something else.
    var onlyOfTheMass: Bool { get }
    func isFor(_ lesion: Lesion, _ chart: Chart) -> Bool
    func says(_ event: TissueEvent.Found, _ judged: Judged) -> Says?
    /// Where no lesion's tissue was sampled.
    func verdictsWithoutLesion(_ chart: Chart) -> [SlowVerdict]
}

extension TissueRule {
    var samples: [ExamKind] { [.biopsy] }
    var takesOpenEvents: Bool { false }
    var onlyOfTheMass: Bool { false }
    func isFor(_ lesion: Lesion, _ chart: Chart) -> Bool { true }
    func verdictsWithoutLesion(_ chart: Chart) -> [SlowVerdict] { [] }

    func verdicts(_ chart: Chart) -> [SlowVerdict] {
        var found: [SlowVerdict] = []
        var hasEvent = false
        for (number, lesion) in chart.history.lesions.enumerated() where isFor(lesion, chart) {
            let event = TissueEvent(
                chart: chart, lesion: lesion, kinds: samples, onlyPerformed: !takesOpenEvents,
                onlyOfTheMass: onlyOfTheMass)
            for episode in lesion.episodes.indices {
                guard let first = event.first(in: episode) else { continue }
                let study: Int
                switch first {
                case .performed(let it): study = it
                case .scheduled(let it), .guidanceOnly(let it):
                    if !takesOpenEvents { continue }
                    study = it
                }
                hasEvent = true
                guard let says = says(first, Judged(chart, lesion, study: study)) else { continue }
                found.append(chart.verdict(says, lesion: number, episode: episode, study: study, by: self))
            }
        }
        return hasEvent ? found : verdictsWithoutLesion(chart)
    }
}

/// The first sampling of a lesion's tissue.
struct TissueEvent {
    let chart: Chart
    let lesion: Lesion
    var kinds: [ExamKind] = [.biopsy]
    /// Only what has happened.
    var onlyPerformed = false
    /// Nor what is named after something else.
    var onlyOfTheMass = false

    enum Found {
        case performed(Int), scheduled(Int), guidanceOnly(Int)
    }

    func first(in episode: Int) -> Found? {
        let candidates = chart.studies.filter {
            chart.isMember($0, of: lesion) && chart.isIn(episode, of: lesion, chart.day($0))
        }
        // Sampling of marrow, a node or the liver is the lesion's event only where nothing else is.
        for isOfTheMass in onlyOfTheMass ? [true] : [true, false] {
            let samplings = candidates.filter {
                kinds.contains(chart.kind($0)) && (!isOfTheMass || !isNamedAfterSomethingElse($0))
            }
            for study in samplings where chart.isPerformed(study) { return .performed(study) }
            for study in samplings where isScheduled(study) { return .scheduled(study) }
        }
        let guidances = candidates.filter { chart.kind($0) == .guidance && saysBiopsy($0) }
        for study in guidances where chart.isPerformed(study) { return .guidanceOnly(study) }
        for study in guidances where isScheduled(study) { return .scheduled(study) }
        return nil
    }

    private func isScheduled(_ study: Int) -> Bool {
        !onlyPerformed && chart.history.studies[study].status == .scheduled && !chart.taken.contains(study)
    }

    private func saysBiopsy(_ study: Int) -> Bool {
        for row in chart.lines(study) {
            if chart.facts(row).present.contains(chart.concept("biopsy-named")) { return true }
            if chart.has("guidance-says-biopsy", chart.exam(row)) { return true }
        }
        return false
    }

    private static let something = [
        "bone-marrow", "lymph-node", "liver", "skin", "prostate", "breast", "thyroid", "endoscopic", "drainage",
        "fluid-aspiration",
    ]

    private func isNamedAfterSomethingElse(_ study: Int) -> Bool {
        for row in chart.lines(study) {
            for attribute in Self.something where chart.has(attribute, chart.exam(row)) { return true }
        }
        return false
    }

    /// Marrow, node, liver and the like; sampling for muscle or kidney disease; aspirates (R2, 1.15.13).
    static func isOfSomethingElse(_ judged: Judged) -> Bool {
        let chart = judged.chart
        if judged.ownWordsState("fluid-aspirate") { return true }
        for row in judged.rows {
            let exam = chart.exam(row)
            for attribute in something where chart.has(attribute, exam) { return true }
            if chart.has("muscle-biopsy", exam), judged.ownWordsState("muscle-disease-question") { return true }
            if chart.has("renal-biopsy", exam), judged.ownWordsState("medical-renal-question") { return true }
        }
        return false
    }
}

extension Judged {
    func ownWordsState(_ name: String) -> Bool { ofOwnWords(name) == .present }

    /// What the judged order itself says.
    func ofOwnWords(_ name: String) -> Assertion? {
        var strongest: Assertion?
        for row in rows {
            guard let assertion = chart.facts(row).assertion(of: chart.concept(name)) else { continue }
            if strongest == nil || assertion.rawValue < strongest!.rawValue { strongest = assertion }
        }
        return strongest
    }

    /// The closest earlier study at `from` to `to` days before the event: an earlier day, or earlier on the day, or on the
    /// day where nothing tells (R2).
    func earlier(_ modalities: [Modality], from: Int = 0, to: Int) -> Int? {
        guard let lesion else { return nil }
        var last: Int?
        for other in chart.studies where other != study && chart.isImaging(other, modalities, of: lesion) {
            let age = chart.days(from: chart.day(other), to: asOf.day)
            guard age >= from, age <= to, chart.isNotAfter(chart.moment(other), asOf) else { continue }
            last = other
        }
        return last
    }

    /// Airway, cord compression, abdominal compartment.
    var isEmergencyTissue: Bool { isStated("emergency-tissue") || isStated("neuro-emergency") }

    func isSameDay(_ other: Int) -> Bool { chart.day(other) == asOf.day }
}

extension Judged {
    /// The population of R2, R4 and R8.
    var isCalcifiedOrLarge: Truth {
        let calcification = ofLesion("calcification")
        return isLarge.or(calcification == .present ? .yes : calcification == .uncertain ? .unknown : .no)
    }

    /// Why it is open whether a mass is meant (R2, R4, R8).
    var isUnsureOfMass: Says? {
        if ofLesion("mass") == .uncertain { return Says(.indeterminate, "MASS_UNCERTAIN") }
        if isCalcifiedOrLarge == .yes { return nil }
        return Says(.indeterminate, isLarge == .unknown ? "SIZE_AMBIGUOUS" : "CALC_UNCERTAIN")
    }
}
