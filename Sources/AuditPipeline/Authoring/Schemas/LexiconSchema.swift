import AuditModel
import Interpretation

/// The JSON Schema of a lexicon file: its `lexicon:` line says which of the kinds it must fit.
struct LexiconSchema {
    let vocabulary: Vocabulary

    var schema: [String: Any] {
        let kinds = [
            "concepts": concepts, "sites": sites, "context": context, "sizes": sizes, "studies": studies,
            "diagnoses": diagnoses, "mentions": mentions, "exams": exams, "exam-codes": examCodes,
        ]
        return [
            "title": "orderaudit lexicon", "type": "object", "required": ["lexicon"],
            "properties": ["lexicon": JSONSchema.word(kinds.keys.sorted())],
            "allOf": kinds.keys.sorted().map { kind -> [String: Any] in
                var properties = kinds[kind] ?? [:]
                properties.merge(head(kind)) { own, _ in own }
                return [
                    "if": ["properties": ["lexicon": ["const": kind]], "required": ["lexicon"]],
                    "then": JSONSchema.object(properties),
                ]
            },
        ]
    }

    private func head(_ kind: String) -> [String: Any] {
        [
            "lexicon": ["const": kind], "version": JSONSchema.text, "status": JSONSchema.text,
            "author": JSONSchema.text, "reviewer": ["type": ["string", "null"]], "next-review": JSONSchema.text,
        ]
    }

    // MARK: Words

    private var phrases: [String: Any] { JSONSchema.oneOrMany(JSONSchema.text) }
    private var phraseLists: [String: Any] { ["type": "object", "additionalProperties": phrases] }
    private var concept: [String: Any] { JSONSchema.word(vocabulary.concepts.map(\.name)) }
    private var site: [String: Any] { JSONSchema.word(vocabulary.sites.map(\.name)) }
    private var side: [String: Any] { JSONSchema.word(Laterality.allCases.map(\.name)) }
    private var modality: [String: Any] { JSONSchema.word(Modality.allCases.map(\.name)) }
    private var regions: [String: Any] { JSONSchema.oneOrMany(JSONSchema.word(Region.allCases.map(\.name))) }
    private var attributes: [String: Any] { JSONSchema.oneOrMany(JSONSchema.word(vocabulary.examAttributes)) }
    private var contrast: [String: Any] { JSONSchema.word(ContrastState.allCases.map(\.name)) }
    private var examples: [String: Any] {
        JSONSchema.list(["type": "object", "required": ["text"], "additionalProperties": JSONSchema.text])
    }

    // MARK: Kinds

    private var concepts: [String: Any] {
        let entry: [String: Any] = [
            "name": JSONSchema.text, "role": JSONSchema.word(Concept.Role.allCases.map(\.rawValue)),
            "title": JSONSchema.text, "phrases": phrases, "weak": phrases, "kinds": phrases, "not": phrases,
            "unbound": phrases, "denied": phrases, "placed": JSONSchema.flag,
            "implies": JSONSchema.oneOrMany(concept), "suspected": JSONSchema.word(Assertion.allCases.map(\.name)),
            "uncertain": JSONSchema.word(["counts", "uncertain"]), "historical": JSONSchema.text,
            "strengthens": JSONSchema.flag, "founds": JSONSchema.flag, "dated": JSONSchema.flag,
            "overlaps": JSONSchema.flag, "overruled-by": JSONSchema.oneOrMany(modality), "codes": phrases,
            "examples": examples,
        ]
        return ["concepts": JSONSchema.list(JSONSchema.object(entry, required: ["name"]))]
    }

    private var sites: [String: Any] {
        let row = JSONSchema.object(
            [
                "modalities": JSONSchema.oneOrMany(modality), "regions": regions, "attributes": attributes,
                "coverage": JSONSchema.word(["yes", "partial", "no"]),
            ], required: ["coverage"])
        let entry: [String: Any] = [
            "name": JSONSchema.text, "title": JSONSchema.text, "group": JSONSchema.text, "tags": phrases,
            "phrases": phrases, "not": phrases, "implies": JSONSchema.oneOrMany(concept), "sided": site,
            "measured": JSONSchema.flag,
            "hint-for": JSONSchema.oneOrMany(site), "covered-by": JSONSchema.list(row), "examples": examples,
        ]
        return [
            "sites": JSONSchema.list(JSONSchema.object(entry, required: ["name"])),
            // Lists of rows under names, for sites to refer to.
            "coverage": ["type": "object", "additionalProperties": JSONSchema.list(row)],
        ]
    }

    private var context: [String: Any] {
        let cue = JSONSchema.object(
            [
                "effect": JSONSchema.text, "direction": JSONSchema.word(["forward", "backward", "both"]),
                "phrases": phrases,
            ],
            required: ["effect", "direction", "phrases"])
        let period = JSONSchema.object(
            ["days": ["type": "integer"], "phrases": phrases], required: ["days", "phrases"])
        return [
            "scope": ["type": "integer"], "cues": JSONSchema.list(cue), "pseudo": phrases, "markers": phraseLists,
            "periods": ["type": "object", "additionalProperties": period], "months": phraseLists,
            "sides": phraseLists, "not-sides": phrases, "numbers": phraseLists,
        ]
    }

    private var sizes: [String: Any] {
        let entry = JSONSchema.object(
            ["millimetres": ["type": "number"], "phrases": phrases], required: ["millimetres", "phrases"])
        return [
            "units": JSONSchema.list(entry), "in-words": JSONSchema.list(entry), "objects": JSONSchema.list(entry),
            "takes-size": phrases,
        ]
    }

    private var studies: [String: Any] {
        let entry = JSONSchema.object(
            ["modality": modality, "regions": regions, "phrases": phrases], required: ["phrases"])
        return ["studies": JSONSchema.list(entry), "not": phrases]
    }

    private var diagnoses: [String: Any] {
        let entry = JSONSchema.object(
            [
                "prefixes": phrases, "concepts": JSONSchema.oneOrMany(concept), "site": site, "side": side,
                "side-character": ["type": "integer"],
            ], required: ["prefixes"])
        return ["codes": JSONSchema.list(entry)]
    }

    private var mentions: [String: Any] {
        var properties: [String: Any] = ["examples": examples]
        for name in Lexicons.mentionLists { properties[name] = phrases }
        return properties
    }

    private var exams: [String: Any] {
        let modalityEntry = JSONSchema.object(
            [
                "modality": modality, "weight": ["type": "integer"], "phrases": phrases, "attributes": attributes,
                "angiography": JSONSchema.flag, "with-phase": modality,
            ], required: ["modality", "phrases"])
        let regionEntry = JSONSchema.object(
            [
                "regions": regions, "absorbs": regions, "or": regions, "weak": JSONSchema.flag,
                "attributes": attributes, "contrast": contrast, "site": site,
                "tissue-site": site, "plain": JSONSchema.flag, "phrases": phrases,
            ], required: ["phrases"])
        let byDefault = JSONSchema.object(["region": regions, "unless": attributes, "add": attributes])
        return [
            "attributes": phrases, "modalities": JSONSchema.list(modalityEntry), "written-as": phraseLists,
            "fallback": JSONSchema.list(modalityEntry), "contrast": phraseLists, "with-other": phrases,
            "regions": JSONSchema.list(regionEntry), "kinds": phraseLists, "weak-kinds": phraseLists,
            "kinds-without-region": phraseLists, "attributes-of": phraseLists, "tissue-sites": phraseLists,
            "run-together": JSONSchema.object([
                "leading": phrases, "prefixes": phrases, "trailing": phrases, "short": phrases,
            ]), "plain-words": phrases, "not": phrases, "sides": phraseLists, "defaults": JSONSchema.list(byDefault),
            "angiography": attributes, "oral-contrast": attributes, "oral-only": attributes, "examples": examples,
        ]
    }

    private var examCodes: [String: Any] {
        let entry = JSONSchema.object(
            [
                "codes": phrases, "label": JSONSchema.text, "modality": modality, "regions": regions,
                "contrast": contrast, "kind": JSONSchema.word(ExamKind.allCases.map(\.name)), "laterality": side,
                "angiography": JSONSchema.flag, "attributes": attributes, "site": site,
                "at-least-mm": ["type": "integer"], "from": JSONSchema.text, "through": JSONSchema.text,
                "names-all-regions": JSONSchema.flag,
            ], required: ["codes", "label"])
        return ["codes": JSONSchema.list(entry)]
    }
}
