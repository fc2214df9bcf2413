package import AuditModel

/// The JSON Schema of a rule file, from the words that its reader knows.
package struct RuleSchema {
    let vocabulary: Vocabulary
    let parameters: [Parameter]

    package init(vocabulary: Vocabulary, parameters: [Parameter]) {
        self.vocabulary = vocabulary
        self.parameters = parameters
    }

    package var schema: [String: Any] {
        var schema = JSONSchema.object(
            [
                "id": ["type": "string", "pattern": "^[A-Z0-9-]+$"], "number": JSONSchema.text,
                "title": JSONSchema.text, "author": JSONSchema.text, "reviewer": JSONSchema.text,
                "status": JSONSchema.word(RuleCard.Status.allCases.map(\.rawValue)),
                "rate": JSONSchema.word(RuleCard.Rate.allCases.map(\.rawValue)),
                "report": JSONSchema.word(RuleCard.Report.allCases.map(\.rawValue)),
                "reviewers-only": JSONSchema.flag, "reported-as": JSONSchema.text,
                "next-review": ["type": "string", "pattern": "^\\d{4}-\\d{2}-\\d{2}$"],
                "sources": JSONSchema.list(JSONSchema.text), "rationale": JSONSchema.text, "caveat": JSONSchema.text,
                "explanations": JSONSchema.list(JSONSchema.text), "scope": JSONSchema.reference("condition"),
                "judge": judge, "find": ["type": "object", "additionalProperties": JSONSchema.reference("search")],
                "outcomes": JSONSchema.list(JSONSchema.reference("outcome")), "caps": JSONSchema.list(cap),
                "yields-to": JSONSchema.list(yield), "near-misses": JSONSchema.flag,
                "message": JSONSchema.reference("message"), "examples": JSONSchema.list(example),
                "equivalent-changes": JSONSchema.list(
                    JSONSchema.object(
                        ["change": JSONSchema.oneOrMany(JSONSchema.text), "why": JSONSchema.text],
                        required: ["change", "why"])),
            ], required: ["id", "title", "sources", "scope", "judge", "outcomes", "message", "examples"])
        schema["title"] = "orderaudit rule"
        schema["$defs"] =
            [
                "concepts": JSONSchema.oneOrMany(concept), "quantity": quantity, "bounds": bounds,
                "selector": selector, "condition": condition, "search": search, "outcome": outcome,
                "message": message, "order": order,
            ] as [String: Any]
        return schema
    }

    // MARK: Words

    private var concept: [String: Any] { JSONSchema.word(vocabulary.concepts.map(\.name)) }
    private var modalities: [String: Any] { JSONSchema.oneOrMany(JSONSchema.word(Modality.allCases.map(\.name))) }
    private var regions: [String: Any] { JSONSchema.oneOrMany(JSONSchema.word(Region.allCases.map(\.name))) }
    private var kinds: [String: Any] { JSONSchema.oneOrMany(JSONSchema.word(ExamKind.allCases.map(\.name))) }
    private var statuses: [String: Any] { JSONSchema.oneOrMany(JSONSchema.word(OrderStatus.allCases.map(\.name))) }
    private var attributes: [String: Any] { JSONSchema.oneOrMany(JSONSchema.word(vocabulary.examAttributes)) }
    private var coverage: [String: Any] { JSONSchema.word(["yes", "partial", "no"]) }

    private var quantity: [String: Any] {
        let names = parameters.compactMap { if case .number = $0.value { "$" + $0.name } else { nil } }
        return ["anyOf": [["type": "number"], JSONSchema.word(names)]]
    }

    private var bounds: [String: Any] {
        JSONSchema.object(["at-least": JSONSchema.reference("quantity"), "below": JSONSchema.reference("quantity")])
    }

    private func listParameter() -> [String: Any] {
        JSONSchema.word(
            parameters.flatMap { parameter -> [String] in
                if case .list = parameter.value { [parameter.name, "$" + parameter.name] } else { [] }
            })
    }

    // MARK: Conditions

    private var condition: [String: Any] {
        let concepts = JSONSchema.reference("concepts")
        let conditions = JSONSchema.list(JSONSchema.reference("condition"))
        let bounds = JSONSchema.reference("bounds")
        let properties: [String: Any] = [
            "all": conditions, "any": conditions, "not": JSONSchema.reference("condition"),
            "stated": concepts, "stated-or-queried": concepts, "queried": concepts, "denied": concepts,
            "mentioned": concepts, "known-before": concept, "unbound": concepts,
            "in": JSONSchema.word(Condition.StatedTest.Place.allCases.map(\.rawValue)),
            "found-on": JSONSchema.object(
                [
                    "fact": concept, "modality": modalities, "or-not-stated": JSONSchema.flag,
                    "which": JSONSchema.word(Condition.FoundOnTest.Which.allCases.map(\.rawValue)),
                    "covering": JSONSchema.flag, "within": JSONSchema.reference("quantity"),
                ], required: ["fact"]),
            "site": JSONSchema.oneOrMany(JSONSchema.word(vocabulary.sites.map(\.name))),
            "site-tag": JSONSchema.oneOrMany(JSONSchema.word(Set(vocabulary.sites.flatMap(\.tags)).sorted())),
            "age": ["anyOf": [bounds, ["const": "unknown"]]],
            "size": [
                "anyOf": [
                    bounds,
                    JSONSchema.oneOrMany(JSONSchema.word(Condition.SizeKnowledge.allCases.map(\.rawValue))),
                ]
            ],
            "judged": judgedStudy, "found": JSONSchema.text, "not-found": JSONSchema.text, "same-day": JSONSchema.text,
            "credit": JSONSchema.object(
                [
                    "modality": ["anyOf": [modalities, ["const": "not-stated"]]],
                    "within": JSONSchema.reference("quantity"),
                ], required: ["modality"]),
            "history": JSONSchema.oneOrMany(JSONSchema.word(HistoryCoverage.allCases.map(\.rawValue))),
            "window": ["const": "open"], "days-since-known": bounds,
            "dated": [
                "anyOf": [concept, JSONSchema.object(["fact": concept, "days": bounds], required: ["fact"])]
            ],
            "parameter": [
                "anyOf": [
                    JSONSchema.word(parameters.map(\.name)),
                    JSONSchema.object(
                        ["name": JSONSchema.word(parameters.map(\.name)), "is": JSONSchema.text], required: ["name"]),
                ]
            ],
            "department": ["anyOf": [["const": "missing"], listParameter()]],
            "data-quality": JSONSchema.word(Condition.DataQualityTest.allCases.map(\.rawValue)),
        ]
        return ["anyOf": [JSONSchema.object(properties), conditions]]
    }

    private var judgedStudy: [String: Any] {
        JSONSchema.object([
            "modality": modalities, "kind": kinds, "status": statuses,
            "contrast": JSONSchema.oneOrMany(
                JSONSchema.word(Condition.StudyTest.Contrast.allCases.map(\.rawValue))),
            "region": ["anyOf": [regions, ["const": "unknown"]]], "all-regions": regions, "attribute": attributes,
            "covers": JSONSchema.oneOrMany(coverage), "angiography": JSONSchema.flag,
            "conflict": JSONSchema.oneOrMany(JSONSchema.word(ExamConflicts.named.map(\.0))),
        ])
    }

    private var selector: [String: Any] {
        JSONSchema.object([
            "modality": modalities, "kind": kinds, "status": statuses, "region": regions, "attribute": attributes,
            "without-attribute": attributes, "angiography": JSONSchema.flag,
            "contrast": JSONSchema.oneOrMany(JSONSchema.word(ContrastState.allCases.map(\.name))),
            "covers": coverage, "of-lesion": JSONSchema.flag, "codes": listParameter(),
            "departments": listParameter(), "text-says": JSONSchema.reference("concepts"),
        ])
    }

    // MARK: Parts of a rule

    private var selectors: [String: Any] { JSONSchema.oneOrMany(JSONSchema.reference("selector")) }

    private var judge: [String: Any] {
        let band = JSONSchema.object(
            ["when": JSONSchema.reference("condition"), "days": JSONSchema.reference("quantity")], required: ["days"])
        return JSONSchema.object([
            "first": selectors, "each": selectors, "each-order": JSONSchema.flag, "when-known": concept,
            "with-size": JSONSchema.reference("bounds"),
            "of": JSONSchema.word(UnitSelection.Grain.allCases.map(\.rawValue)), "known": concept,
            "after-known": JSONSchema.flag, "or-scheduled": JSONSchema.flag, "otherwise-first": selectors,
            "without-lesion": selectors, "window": JSONSchema.oneOrMany(band),
            "lookback": JSONSchema.reference("quantity"),
        ])
    }

    private var search: [String: Any] {
        let anchor: [String: Any] = ["anyOf": [JSONSchema.text, JSONSchema.object(["dated": concept])]]
        let end: [String: Any] = ["anyOf": [JSONSchema.reference("quantity"), ["const": "window"]]]
        return JSONSchema.object(
            [
                "first": selectors, "last": selectors, "before": anchor, "after": anchor, "around": anchor,
                "days": ["type": "array", "items": end, "minItems": 1, "maxItems": 2],
                "and-before": JSONSchema.text, "not-judged": JSONSchema.flag,
            ], required: ["days"])
    }

    private var outcome: [String: Any] {
        JSONSchema.object(
            [
                "when": JSONSchema.reference("condition"), "otherwise": ["const": true],
                "then": JSONSchema.word(Verdict.allCases.map(\.name) + ["nothing"]),
                "reason": ["type": "string", "pattern": "^[A-Z0-9_-]+$"], "provisional": JSONSchema.text,
                "confidence": JSONSchema.word(Confidence.allCases.map(\.name)), "if-unknown": JSONSchema.text,
                "message": JSONSchema.reference("message"),
            ], required: ["then"])
    }

    private var cap: [String: Any] {
        JSONSchema.object(
            [
                "when": JSONSchema.reference("condition"), "to": JSONSchema.word(Verdict.allCases.map(\.name)),
                "reason": JSONSchema.text,
            ], required: ["to"])
    }

    private var yield: [String: Any] {
        JSONSchema.object(
            [
                "rule": JSONSchema.text, "number": JSONSchema.text,
                "when": JSONSchema.word(Yield.When.allCases.map(\.rawValue)),
                "of": JSONSchema.word(Yield.Extent.allCases.map(\.rawValue)),
            ], required: ["rule"])
    }

    private var message: [String: Any] {
        let part = JSONSchema.object(
            ["if-found": JSONSchema.text, "if-not-found": JSONSchema.text, "text": JSONSchema.text],
            required: ["text"])
        return JSONSchema.oneOrMany(["anyOf": [JSONSchema.text, part]])
    }

    // MARK: Examples

    private var order: [String: Any] {
        var properties: [String: Any] = [
            "day": ["type": "integer"], "at": ["type": "string", "pattern": "^\\d{1,2}:\\d{2}$"],
            "performed": ["type": "integer"],
        ]
        for key in PackWords.orderKeys.map(\.key) { properties[key] = JSONSchema.text }
        return JSONSchema.object(properties)
    }

    private var example: [String: Any] {
        let own: [String: Any] = [
            "name": JSONSchema.text, "age": JSONSchema.text, "sex": JSONSchema.text,
            "expect": ["type": "string", "pattern": "^(nothing|[A-Z_]+ [A-Z0-9_-]+)$"],
            "confidence": JSONSchema.word(Confidence.allCases.map(\.name)), "also": JSONSchema.list(JSONSchema.text),
            "coverage": ["type": "integer"], "cutoff": ["type": "integer"], "set": ["type": "object"],
        ]
        let places = JSONSchema.oneOrMany(["type": "integer", "minimum": 1])
        let orders = JSONSchema.oneOrMany(JSONSchema.reference("order"))
        var variant = JSONSchema.object(
            own.merging(["without": places, "with": orders]) { a, _ in a }, required: ["name", "expect"])
        variant["patternProperties"] = ["^order-[1-9][0-9]*$": JSONSchema.reference("order")]
        return JSONSchema.object(
            own.merging(["orders": orders, "but": JSONSchema.list(variant)]) { a, _ in a },
            required: ["name", "orders", "expect"])
    }
}
