import Mustache

// The template engine finds values by reflection, which is slow. A page holds tens of thousands of clauses and marks:
// these answer by name, and other names are looked for in what surrounds them.

extension ClauseModel: MustacheParent {
    func child(named name: String) -> Any? {
        switch name {
        case "lead": lead
        case "clause": clause
        case "mark": mark
        case "state": state
        case "found": found
        case "grounds": grounds
        case "parts": parts
        default: nil
        }
    }
}

extension Ground: MustacheParent {
    func child(named name: String) -> Any? { name == "sentence" ? sentence : nil }
}

extension MarkModel: MustacheParent {
    func child(named name: String) -> Any? {
        switch name {
        case "place": place
        case "when": when
        case "offset": offset
        case "anchor": anchor
        case "labelShift": labelShift
        case "isJudged": isJudged
        case "shape": shape
        case "status": status
        case "modality": modality
        case "exam": exam
        case "orderID": orderID
        case "role": role
        case "roleText": roleText
        case "learned": learned
        case "texts": texts
        default: nil
        }
    }
}

extension MarkModel.Piece: MustacheParent {
    func child(named name: String) -> Any? {
        switch name {
        case "text": text
        case "isQuoted": isQuoted
        default: nil
        }
    }
}

extension CaseModel: MustacheParent {
    func child(named name: String) -> Any? {
        switch name {
        case "finding": finding
        case "message": message
        case "caveat": caveat
        case "facts": facts
        case "orderIDs": orderIDs
        case "record": record
        default: nil
        }
    }
}

extension CaseModel.Fact: MustacheParent {
    func child(named name: String) -> Any? {
        switch name {
        case "label": label
        case "value": value
        default: nil
        }
    }
}

extension CaseRecord: MustacheParent {
    func child(named name: String) -> Any? {
        switch name {
        case "axis": axis
        case "marks": marks
        case "decided": decided
        case "unknown": unknown
        case "ruledOut": ruledOut
        case "ruledOutCount": ruledOutCount
        case "explanations": explanations
        case "clues": clues
        default: nil
        }
    }
}
