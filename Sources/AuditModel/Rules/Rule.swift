/// One clinical indication rule, compiled from its YAML file.
package struct Rule: Sendable {
    package var card: RuleCard
    /// The `rule_id` under which verdicts are written; differs from the card's id for data-quality rules.
    package var reportedAs: String
    /// Who is judged at all; outside it there is no row.
    package var scope: Condition
    package var unit: UnitSelection
    package var finds: [Find]
    /// First row that holds decides.
    package var outcomes: [Outcome]
    package var caps: [Cap]
    package var yields: [Yield]
    /// Cancelled examinations that would have been flagged are listed (1.13.9).
    package var listsNearMisses: Bool
    /// Sentences of the finding; each printed if its condition on the finds holds.
    package var message: [MessagePart]
    package var examples: [RuleExample]
    /// Small changes of the rule that no order can tell apart, each with the reason.
    package var equivalentChanges: [EquivalentChange]

    /// Says something of the data, not of care: reported under a common name, listed and counted apart.
    package var isDataQuality: Bool { reportedAs != card.id }

    package init(
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
package struct EquivalentChange: Sendable {
    package var change: String
    package var why: String
    package var line: Int

    package init(change: String, why: String, line: Int) {
        self.change = change
        self.why = why
        self.line = line
    }
}

/// What one verdict is about and when its facts are read.
package struct UnitSelection: Sendable {
    package enum Grain: String, CaseIterable, Sendable {
        /// Lesion by lesion, within one episode.
        case lesion
        /// The patient's orders without regard to a lesion.
        case patient
    }
    package enum Pick: Sendable {
        /// The first study that fits one of the selectors, in each episode.
        case first([StudySelector])
        /// Every study that fits one of the selectors.
        case each([StudySelector])
        /// The moment a fact came on record; the window after it is searched and must close (open-loop rules).
        case known
        /// Every order that belongs to an episode, by row.
        case eachOrder
    }

    package var grain: Grain
    package var pick: Pick
    /// The fact whose coming on record anchors the unit; nil: none does.
    package var known: ConceptID?
    /// With `known`: the statement must also give a size within these bounds (cm); where none does, the first that gives
    /// any size anchors the unit, and where none gives one there is no unit.
    package var knownSize: Condition.NumberTest?
    /// Studies before that moment are not judged.
    package var afterKnown: Bool
    /// With `.first`: where no completed study is there, a scheduled one is judged.
    package var orScheduled: Bool
    /// With `.first`: tried in this order when the one before finds nothing.
    package var fallbacks: [[StudySelector]]
    /// Where no lesion of the patient gives a unit, the first study that fits is judged as a unit of the patient: for
    /// reasons that lie in the absence of a lesion.
    package var withoutLesion: [StudySelector]
    /// Days after the known moment, or after the judged study, until the verdict is final; the first band whose condition
    /// holds.
    package var windows: [WindowBand]
    /// Days before the unit that history must cover; nil: none needed.
    package var lookback: Quantity?

    package struct WindowBand: Sendable {
        package var when: Condition
        package var days: Quantity
        package init(when: Condition, days: Quantity) {
            self.when = when
            self.days = days
        }
    }

    package init(
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
package struct Find: Sendable {
    package enum Pick: String, CaseIterable, Sendable { case first, last }
    package enum Anchor: Sendable {
        case judged
        case known
        /// Another find's study; where it found none, this one finds none.
        case find(Int)
        /// The day that the text ties to a concept, such as an injury's; where there is none, nothing is found.
        case dated(ConceptID)
    }
    package enum Order: String, CaseIterable, Sendable {
        /// Earlier than the anchor; on the same day earlier by the clock, or without clock times.
        case before
        case after
        /// Only the days count.
        case any
    }

    package var name: String
    /// A study counts that fits one of these.
    package var selectors: [StudySelector]
    package var pick: Pick
    package var anchor: Anchor
    package var order: Order
    /// Days relative to the anchor, both inside; nil `to` in an open-loop rule means the end of its window.
    package var from: Quantity
    package var to: Quantity?
    /// The judged study itself does not count.
    package var excludesJudged: Bool
    /// Must lie before this find's study too; where that found none, this finds none.
    package var before: Int?
    /// Where it stands in its file.
    package var line = 1

    package init(
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
package struct Outcome: Sendable {
    package var when: Condition
    package var verdict: Verdict
    package var reason: String
    /// The unit is no concern of the rule after all: no verdict is given (specification 1.15.27).
    package var isSilent = false
    /// Reason for the same verdict when history is only partly covered (`..._PROVISIONAL`); empty: none.
    package var provisionalReason: String
    /// The most this row can claim.
    package var confidence: Confidence
    /// Reason when `when` is unknown; empty: the row is passed over.
    package var ifUnknown: String
    /// Replaces the rule's message where given.
    package var message: [MessagePart]
    /// Where it stands in its file.
    package var line = 1

    package init(
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
package struct Cap: Sendable {
    package var when: Condition
    package var verdict: Verdict
    /// Replaces the reason where given.
    package var reason: String

    package init(when: Condition, verdict: Verdict, reason: String) {
        self.when = when
        self.verdict = verdict
        self.reason = reason
    }
}

/// Another rule that speaks for the same event (specification 1.11).
package struct Yield: Sendable {
    package enum When: String, CaseIterable, Sendable {
        /// Where the other rule raised a deviation or advisory.
        case flagged
        /// Wherever the other rule judged at all.
        case judged
    }
    package enum Extent: String, CaseIterable, Sendable {
        /// The same order, judged for the same lesion.
        case event
        case episode
    }

    package var ruleID: String
    package var number: String
    package var when: When
    package var extent: Extent

    package init(ruleID: String, number: String, when: When, extent: Extent) {
        self.ruleID = ruleID
        self.number = number
        self.when = when
        self.extent = extent
    }
}

/// A stretch of a finding's wording. Text may hold `{judged.day}` and the like.
package struct MessagePart: Sendable {
    package var text: String
    /// Printed only if this find succeeded (`true`) or failed (`false`).
    package var find: Int?
    package var wanted: Bool

    package init(text: String, find: Int? = nil, wanted: Bool = true) {
        self.text = text
        self.find = find
        self.wanted = wanted
    }
}
