/// One clinical indication rule, compiled from its YAML file.
public struct Rule: Sendable {
    public var card: RuleCard
    /// The `rule_id` under which verdicts are written; differs from the card's id for data-quality rules.
    public var reportedAs: String
    /// Who is judged at all; outside it there is no row.
    public var scope: Condition
    public var unit: UnitSelection
    public var finds: [Find]
    /// First row that holds decides.
    public var outcomes: [Outcome]
    public var caps: [Cap]
    public var yields: [Yield]
    /// Cancelled examinations that would have been flagged are listed (1.13.9).
    public var listsNearMisses: Bool
    /// Sentences of the finding; each printed if its condition on the finds holds.
    public var message: [MessagePart]
    public var examples: [RuleExample]
    /// Small changes of the rule that no order can tell apart, each with the reason.
    public var equivalentChanges: [EquivalentChange]

    /// Says something of the data, not of care: reported under a common name, listed and counted apart.
    public var isDataQuality: Bool { reportedAs != card.id }

    public init(
        card: RuleCard, reportedAs: String, scope: Condition, unit: UnitSelection, finds: [Find], outcomes: [Outcome],
        caps: [Cap], yields: [Yield], listsNearMisses: Bool, message: [MessagePart], examples: [RuleExample],
        equivalentChanges: [EquivalentChange] = []
    ) {
        self.card = card
        self.reportedAs = reportedAs
        self.scope = scope
        self.unit = unit
        self.finds = finds
        self.outcomes = outcomes
        self.caps = caps
        self.yields = yields
        self.listsNearMisses = listsNearMisses
        self.message = message
        self.examples = examples
        self.equivalentChanges = equivalentChanges
    }
}

/// A claim of the rule's author: no example can notice this change, as `rules mutate` names it, for this reason.
public struct EquivalentChange: Sendable {
    public var change: String
    public var why: String
    public var line: Int

    public init(change: String, why: String, line: Int) {
        self.change = change
        self.why = why
        self.line = line
    }
}

/// What one verdict is about and when its facts are read.
public struct UnitSelection: Sendable {
    public enum Grain: String, CaseIterable, Sendable {
        /// Lesion by lesion, within one episode.
        case lesion
        /// The patient's orders without regard to a lesion.
        case patient
    }
    public enum Pick: Sendable {
        /// The first study that fits one of the selectors, in each episode.
        case first([StudySelector])
        /// Every study that fits one of the selectors.
        case each([StudySelector])
        /// The moment a fact came on record; the window after it is searched and must close (open-loop rules).
        case known
        /// Every order that belongs to an episode, by row.
        case eachOrder
    }

    public var grain: Grain
    public var pick: Pick
    /// The fact whose coming on record anchors the unit; nil: none does.
    public var known: ConceptID?
    /// With `known`: the statement must also give a size within these bounds (cm); where none does, the first that gives
    /// any size anchors the unit, and where none gives one there is no unit.
    public var knownSize: Condition.NumberTest?
    /// Studies before that moment are not judged.
    public var afterKnown: Bool
    /// With `.first`: where no completed study is there, a scheduled one is judged.
    public var orScheduled: Bool
    /// With `.first`: tried in this order when the one before finds nothing.
    public var fallbacks: [[StudySelector]]
    /// Where no lesion of the patient gives a unit, the first study that fits is judged as a unit of the patient: for
    /// reasons that lie in the absence of a lesion.
    public var withoutLesion: [StudySelector]
    /// Days after the known moment, or after the judged study, until the verdict is final; the first band whose condition
    /// holds.
    public var windows: [WindowBand]
    /// Days before the unit that history must cover; nil: none needed.
    public var lookback: Quantity?

    public struct WindowBand: Sendable {
        public var when: Condition
        public var days: Quantity
        public init(when: Condition, days: Quantity) {
            self.when = when
            self.days = days
        }
    }

    public init(
        grain: Grain, pick: Pick, known: ConceptID?, knownSize: Condition.NumberTest?, afterKnown: Bool,
        orScheduled: Bool, fallbacks: [[StudySelector]],
        withoutLesion: [StudySelector], windows: [WindowBand], lookback: Quantity?
    ) {
        self.grain = grain
        self.pick = pick
        self.known = known
        self.knownSize = knownSize
        self.afterKnown = afterKnown
        self.orScheduled = orScheduled
        self.fallbacks = fallbacks
        self.withoutLesion = withoutLesion
        self.windows = windows
        self.lookback = lookback
    }
}

/// A named search among the patient's studies, relative to an anchor.
public struct Find: Sendable {
    public enum Pick: String, CaseIterable, Sendable { case first, last }
    public enum Anchor: Sendable {
        case judged
        case known
        /// Another find's study; where it found none, this one finds none.
        case find(Int)
        /// The day that the text ties to a concept, such as an injury's; where there is none, nothing is found.
        case dated(ConceptID)
    }
    public enum Order: String, CaseIterable, Sendable {
        /// Earlier than the anchor; on the same day earlier by the clock, or without clock times.
        case before
        case after
        /// Only the days count.
        case any
    }

    public var name: String
    /// A study counts that fits one of these.
    public var selectors: [StudySelector]
    public var pick: Pick
    public var anchor: Anchor
    public var order: Order
    /// Days relative to the anchor, both inside; nil `to` in an open-loop rule means the end of its window.
    public var from: Quantity
    public var to: Quantity?
    /// The judged study itself does not count.
    public var excludesJudged: Bool
    /// Must lie before this find's study too; where that found none, this finds none.
    public var before: Int?
    /// Where it stands in its file.
    public var line = 1

    public init(
        name: String, selectors: [StudySelector], pick: Pick, anchor: Anchor, order: Order, from: Quantity,
        to: Quantity?,
        excludesJudged: Bool, before: Int?
    ) {
        self.name = name
        self.selectors = selectors
        self.pick = pick
        self.anchor = anchor
        self.order = order
        self.from = from
        self.to = to
        self.excludesJudged = excludesJudged
        self.before = before
    }
}

/// One row of an outcome table.
public struct Outcome: Sendable {
    public var when: Condition
    public var verdict: Verdict
    public var reason: String
    /// The unit is no concern of the rule after all: no verdict is given (specification 1.15.27).
    public var isSilent = false
    /// Reason for the same verdict when history is only partly covered (`..._PROVISIONAL`); empty: none.
    public var provisionalReason: String
    /// The most this row can claim.
    public var confidence: Confidence
    /// Reason when `when` is unknown; empty: the row is passed over.
    public var ifUnknown: String
    /// Replaces the rule's message where given.
    public var message: [MessagePart]
    /// Where it stands in its file.
    public var line = 1

    public init(
        when: Condition, verdict: Verdict, reason: String, provisionalReason: String, confidence: Confidence,
        ifUnknown: String, message: [MessagePart]
    ) {
        self.when = when
        self.verdict = verdict
        self.reason = reason
        self.provisionalReason = provisionalReason
        self.confidence = confidence
        self.ifUnknown = ifUnknown
        self.message = message
    }
}

/// A ceiling on how severe a verdict can be.
public struct Cap: Sendable {
    public var when: Condition
    public var verdict: Verdict
    /// Replaces the reason where given.
    public var reason: String

    public init(when: Condition, verdict: Verdict, reason: String) {
        self.when = when
        self.verdict = verdict
        self.reason = reason
    }
}

/// Another rule that speaks for the same event (specification 1.11).
public struct Yield: Sendable {
    public enum When: String, CaseIterable, Sendable {
        /// Where the other rule raised a deviation or advisory.
        case flagged
        /// Wherever the other rule judged at all.
        case judged
    }
    public enum Extent: String, CaseIterable, Sendable {
        /// The same order, judged for the same lesion.
        case event
        case episode
    }

    public var ruleID: String
    public var number: String
    public var when: When
    public var extent: Extent

    public init(ruleID: String, number: String, when: When, extent: Extent) {
        self.ruleID = ruleID
        self.number = number
        self.when = when
        self.extent = extent
    }
}

/// A stretch of a finding's wording. Text may hold `{judged.day}` and the like.
public struct MessagePart: Sendable {
    public var text: String
    /// Printed only if this find succeeded (`true`) or failed (`false`).
    public var find: Int?
    public var wanted: Bool

    public init(text: String, find: Int? = nil, wanted: Bool = true) {
        self.text = text
        self.find = find
        self.wanted = wanted
    }
}
