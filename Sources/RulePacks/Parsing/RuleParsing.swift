import AuditModel
import LocatedYAML

extension PackWords {
    static let ruleKeys = [
        "id", "number", "title", "status", "author", "reviewer", "next-review", "rate", "report", "reviewers-only",
        "reported-as", "sources", "rationale", "caveat", "explanations", "scope", "judge", "find", "outcomes", "caps",
        "yields-to", "near-misses", "message", "examples",
        "equivalent-changes",
    ]

    /// What a rule says for its authors: what tests it. No report needs these.
    static let authorKeys = ["examples", "equivalent-changes"]

    /// One rule file. Nil where it lacks what a rule can not be without; everything wrong is reported.
    mutating func rule(_ value: YAMLValue, pack: String) -> Rule? {
        let mapping = reader.mapping(value, known: Self.ruleKeys)
        for key in ["id", "title", "sources", "scope", "judge", "outcomes", "message", "examples"]
        where mapping[key] == nil {
            reader.report("a rule needs '\(key)'", at: value)
        }
        guard let judge = mapping["judge"], let outcomes = mapping["outcomes"] else { return nil }
        finds = mapping["find"].map { reader.entries($0).map(\.key) } ?? []

        let scope = mapping["scope"].map { condition($0) } ?? .always
        let unit = unit(judge)
        let searches = mapping["find"].map { findings($0) } ?? []
        let table = reader.list(outcomes).compactMap { outcome($0) }
        checkEnd(of: table, at: outcomes)
        let card = card(mapping, pack: pack)
        return Rule(
            card: card, reportedAs: mapping["reported-as"].flatMap { reader.string($0) } ?? card.id, scope: scope,
            unit: unit, finds: searches, outcomes: table,
            caps: mapping["caps"].map { reader.list($0).compactMap { cap($0) } } ?? [],
            yields: mapping["yields-to"].map { reader.list($0).compactMap { yield($0) } } ?? [],
            listsNearMisses: mapping["near-misses"].flatMap { reader.boolean($0) } ?? false,
            message: mapping["message"].map { message($0) } ?? [],
            examples: mapping["examples"].map { reader.list($0).flatMap { examples($0) } } ?? [],
            equivalentChanges: mapping["equivalent-changes"].map { reader.list($0).flatMap { equivalent($0) } } ?? [])
    }

    /// One reason may serve several changes.
    private mutating func equivalent(_ value: YAMLValue) -> [EquivalentChange] {
        let mapping = reader.mapping(value, known: ["change", "why"])
        guard let change = mapping["change"], let why = mapping["why"].flatMap({ reader.string($0) }) else {
            reader.report("an equivalent change needs 'change', as 'rules mutate' names it, and 'why'", at: value)
            return []
        }
        return reader.list(change).compactMap { item in
            reader.string(item).map { EquivalentChange(change: $0, why: why, line: item.line) }
        }
    }

    private mutating func card(_ mapping: YAMLMapping, pack: String) -> RuleCard {
        func text(_ key: String, _ reader: inout YAMLReader) -> String {
            (mapping[key].flatMap { reader.string($0) } ?? "").replacing("\n", with: " ")
                .trimmingSuffix { $0 == " " }
        }
        if let day = mapping["next-review"] { _ = reader.day(day) }
        return RuleCard(
            id: text("id", &reader), number: text("number", &reader), pack: pack, title: text("title", &reader),
            status: mapping["status"].flatMap { reader.word($0, as: "status") } ?? .draft,
            rate: mapping["rate"].flatMap { reader.word($0, as: "kind of rate") } ?? .deviation,
            report: mapping["report"].flatMap { reader.word($0, as: "kind of report") } ?? .finding,
            reviewersOnly: mapping["reviewers-only"].flatMap { reader.boolean($0) } ?? false,
            rationale: text("rationale", &reader), caveat: text("caveat", &reader),
            explanations: mapping["explanations"].map { reader.strings($0) } ?? [],
            sources: mapping["sources"].map { reader.strings($0) } ?? [], prose: [],
            author: text("author", &reader), reviewer: text("reviewer", &reader),
            nextReview: text("next-review", &reader))
    }

    // MARK: Units

    private mutating func unit(_ value: YAMLValue) -> UnitSelection {
        let mapping = reader.mapping(
            value,
            known: [
                "first", "each", "each-order", "when-known", "with-size", "of", "known", "after-known", "or-scheduled",
                "otherwise-first", "without-lesion", "window", "lookback",
            ])
        let picks = ["first", "each", "each-order", "when-known"].filter { mapping[$0] != nil }
        if picks.count != 1 {
            reader.report("judge needs exactly one of first, each, each-order, when-known", at: value)
        }
        var pick = UnitSelection.Pick.eachOrder
        var known = mapping["known"].flatMap { concept($0) }
        if let first = mapping["first"] { pick = .first(selectors(first)) }
        if let each = mapping["each"] { pick = .each(selectors(each)) }
        if let fact = mapping["when-known"] {
            pick = .known
            known = concept(fact)
            if mapping["window"] == nil { reader.report("when-known needs a window", at: value) }
        }
        return UnitSelection(
            grain: mapping["of"].flatMap { reader.word($0, as: "grain") } ?? .lesion, pick: pick, known: known,
            knownSize: mapping["with-size"].map { number($0) },
            afterKnown: mapping["after-known"].flatMap { reader.boolean($0) } ?? false,
            orScheduled: mapping["or-scheduled"].flatMap { reader.boolean($0) } ?? false,
            fallbacks: mapping["otherwise-first"].map { reader.list($0).map { [selectors($0)].flatMap { $0 } } } ?? [],
            withoutLesion: mapping["without-lesion"].map { selectors($0) } ?? [],
            windows: mapping["window"].map { reader.list($0).compactMap { band($0) } } ?? [],
            lookback: mapping["lookback"].flatMap { quantity($0) })
    }

    private mutating func band(_ value: YAMLValue) -> UnitSelection.WindowBand? {
        let mapping = reader.mapping(value, known: ["when", "days"])
        guard let days = mapping["days"] else {
            reader.report("a window needs 'days'", at: value)
            return nil
        }
        return quantity(days).map {
            UnitSelection.WindowBand(when: mapping["when"].map { condition($0) } ?? .always, days: $0)
        }
    }

    // MARK: Searches

    private mutating func findings(_ value: YAMLValue) -> [Find] {
        reader.entries(value).compactMap { search($0) }
    }

    private mutating func search(_ entry: YAMLEntry) -> Find? {
        let mapping = reader.mapping(
            entry.value,
            known: ["first", "last", "before", "after", "around", "days", "and-before", "not-judged"])
        let orders = ["before", "after", "around"].filter { mapping[$0] != nil }
        guard orders.count == 1, let anchorValue = mapping[orders[0]],
            let pickValue = mapping["first"] ?? mapping["last"]
        else {
            reader.report("a search needs 'first' or 'last', and one of before, after, around", at: entry)
            return nil
        }
        let anchor: Find.Anchor? =
            if case .mapping = anchorValue.content {
                reader.mapping(anchorValue, known: ["dated"])["dated"].flatMap { concept($0) }.map(Find.Anchor.dated)
            } else {
                switch reader.string(anchorValue) {
                case "judged": .judged
                case "known": .known
                default: find(anchorValue, besides: ["judged", "known"]).map(Find.Anchor.find)
                }
            }
        var bounds = mapping["days"].map { reader.list($0) } ?? []
        if bounds.isEmpty {
            reader.report("a search needs 'days: [from, to]' relative to its anchor", at: entry)
        }
        let from = bounds.isEmpty ? nil : quantity(bounds.removeFirst())
        // "window" as the end means the end of the rule's own window.
        var to: Quantity?
        if let end = bounds.first, end.scalarText != "window" { to = quantity(end) }
        guard let anchor, let from else { return nil }
        var parsed = Find(
            name: entry.key, selectors: selectors(pickValue), pick: mapping["first"] != nil ? .first : .last,
            anchor: anchor, order: orders[0] == "before" ? .before : orders[0] == "after" ? .after : .any, from: from,
            to: to, excludesJudged: mapping["not-judged"].flatMap { reader.boolean($0) } ?? false,
            before: mapping["and-before"].flatMap { find($0) })
        parsed.line = entry.line
        return parsed
    }

    // MARK: Outcomes

    private mutating func outcome(_ value: YAMLValue) -> Outcome? {
        let mapping = reader.mapping(
            value,
            known: ["when", "otherwise", "then", "reason", "provisional", "confidence", "if-unknown", "message"])
        if mapping["then"]?.scalarText == "nothing", let when = mapping["when"] {
            var silent = Outcome(
                when: condition(when), verdict: .notApplicable, reason: "", provisionalReason: "", confidence: .high,
                ifUnknown: "", message: [])
            silent.isSilent = true
            silent.line = value.line
            return silent
        }
        guard let then = mapping["then"], let verdict = verdict(then), let reasonValue = mapping["reason"],
            let reason = reader.string(reasonValue)
        else {
            reader.report("an outcome needs 'then' and 'reason'", at: value)
            return nil
        }
        if (mapping["when"] == nil) == (mapping["otherwise"] == nil) {
            reader.report("an outcome needs either 'when' or 'otherwise: true'", at: value)
        }
        if !reason.allSatisfy({ $0.isUppercase || $0.isNumber || $0 == "_" || $0 == "-" }) {
            reader.report("a reason code is upper case words joined by _", at: reasonValue)
        }
        let when = mapping["when"].map { condition($0) } ?? .always
        var ifUnknown = when.undecidedReason(vocabulary) ?? ""
        if let stated = mapping["if-unknown"].flatMap({ reader.string($0) }) {
            ifUnknown = stated == "next" ? "" : stated
        }
        var outcome = Outcome(
            when: when, verdict: verdict, reason: reason,
            provisionalReason: mapping["provisional"].flatMap { reader.string($0) } ?? "",
            confidence: mapping["confidence"].flatMap { confidence($0) } ?? .high, ifUnknown: ifUnknown,
            message: mapping["message"].map { message($0) } ?? [])
        outcome.line = value.line
        return outcome
    }

    private mutating func checkEnd(of table: [Outcome], at value: YAMLValue) {
        guard let last = table.last, case .always = last.when else {
            reader.report("the last outcome must be 'otherwise: true'", at: value)
            return
        }
    }

    private mutating func cap(_ value: YAMLValue) -> Cap? {
        let mapping = reader.mapping(value, known: ["when", "to", "reason"])
        guard let to = mapping["to"], let verdict = verdict(to) else {
            reader.report("a cap needs 'to'", at: value)
            return nil
        }
        return Cap(
            when: mapping["when"].map { condition($0) } ?? .always, verdict: verdict,
            reason: mapping["reason"].flatMap { reader.string($0) } ?? "")
    }

    private mutating func yield(_ value: YAMLValue) -> Yield? {
        let mapping = reader.mapping(value, known: ["rule", "number", "when", "of"])
        guard let rule = mapping["rule"].flatMap({ reader.string($0) }) else {
            reader.report("yields-to needs the 'rule' that speaks instead", at: value)
            return nil
        }
        return Yield(
            ruleID: rule, number: mapping["number"].flatMap { reader.string($0) } ?? "",
            when: mapping["when"].flatMap { reader.word($0, as: "condition") } ?? .flagged,
            extent: mapping["of"].flatMap { reader.word($0, as: "extent") } ?? .event)
    }

    // MARK: Wording

    private mutating func message(_ value: YAMLValue) -> [MessagePart] {
        reader.list(value).compactMap { item in
            if case .mapping = item.content {
                let mapping = reader.mapping(item, known: ["if-found", "if-not-found", "text"])
                let wanted = mapping["if-found"] != nil
                return MessagePart(
                    text: mapping["text"].flatMap { reader.string($0) } ?? "",
                    find: (mapping["if-found"] ?? mapping["if-not-found"]).flatMap { find($0) }, wanted: wanted)
            }
            guard let text = reader.string(item) else { return nil }
            checkPlaceholders(text, at: item)
            return MessagePart(text: text.replacing("\n", with: " "))
        }
    }

    private mutating func checkPlaceholders(_ text: String, at value: YAMLValue) {
        let known = MessageWords.names + finds.flatMap { ["\($0).day", "\($0).exam", "\($0).modality"] }
        for part in text.split(separator: "{").dropFirst(text.hasPrefix("{") ? 0 : 1) {
            let name = String(part.prefix { $0 != "}" })
            if let (_, concept) = MessageWords.joined(name) {
                let names = vocabulary.concepts.map(\.name)
                if !names.contains(concept) { reader.reportUnknown("concept", concept, known: names, at: value) }
            } else if !known.contains(name) {
                reader.reportUnknown("placeholder", name, known: known, at: value)
            }
        }
    }
}

extension YAMLValue {
    var scalarText: String? { if case .scalar(let text) = content { text } else { nil } }
}

extension String {
    fileprivate func trimmingSuffix(while predicate: (Character) -> Bool) -> String {
        var text = self
        while let last = text.last, predicate(last) { text.removeLast() }
        return text
    }
}
