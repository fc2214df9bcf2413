import AuditModel

/// One order on a case's timeline as the page shows it.
struct MarkModel {
    /// Text with the words that decided a clause set apart.
    struct Piece {
        var text: String
        var isQuoted: Bool
    }

    struct Text {
        var field: String
        var pieces: [Piece]
    }

    /// Percentage of the track's width.
    var place: String
    var when: String
    /// Days from the judged order: `2 days before`; empty where there is none.
    var offset: String
    /// `done`, `open`, `cancelled` or `unknown`: the mark's shape.
    var shape: String
    var status: String
    var modality: String
    var exam: String
    var orderID: String
    /// `judged`, `counted`, `refused` or `context`.
    var role: String
    /// `judged`, `counted`, or why it did not count; empty for context.
    var roleText: String
    var learned: String
    var texts: [Text]

    var isJudged: Bool { role == "judged" }
    /// The modality stands beside the mark, on the side where there is room.
    var anchor: String { isNearEnd ? "end" : "start" }
    var labelShift: String { isNearEnd ? "-13" : "13" }
    private var isNearEnd: Bool { (Double(place) ?? 0) > 70 }
}

extension MarkModel {
    init(_ mark: TimelineMark, axis: TimelineAxis, judged: Moment, evidence: [Evidence]) {
        place = axis.place(mark.moment)
        when = mark.moment.isKnown ? mark.moment.description : "no date"
        offset = Self.offset(mark, from: judged)
        (shape, status) =
            switch mark.status {
            case .completed: ("done", "performed")
            case .scheduled: ("open", "ordered, not performed")
            case .cancelled: ("cancelled", "cancelled")
            case .unknown: ("unknown", "status unknown")
            }
        modality = mark.modality == .other ? mark.kind.name : mark.modality.name
        exam = [mark.examCode, mark.examDescription].filter { !$0.isEmpty }.joined(separator: " · ")
        orderID = mark.orderID
        (role, roleText) =
            switch mark.role {
            case .judged: ("judged", "judged")
            case .counted: ("counted", "counted")
            case .refused(let reason): ("refused", "not counted: \(reason)")
            case .open(let reason): ("open", "may count: \(reason)")
            case .context: ("context", "")
            }
        learned = mark.learned.joined(separator: " · ")
        let own = evidence.filter { $0.row == mark.row && !$0.words.isEmpty }
        texts = [
            ("Indication", mark.indication, TextField.indication), ("Prior finding", mark.priorFinding, .priorFinding),
        ]
        .filter { !$0.1.isEmpty }
        .map { label, text, field in
            Text(field: label, pieces: Self.pieces(text, quoting: own.filter { $0.field == field }.map(\.words)))
        }
    }

    private static func offset(_ mark: TimelineMark, from judged: Moment) -> String {
        guard mark.moment.isKnown, judged.isKnown else { return "" }
        if case .judged = mark.role { return "" }
        let days = mark.moment.day.days(since: judged.day)
        return days == 0 ? "same day" : "\(counted(abs(days), "day")) \(days < 0 ? "before" : "after")"
    }

    /// Splits `text` around every occurrence of the quoted words; overlapping quotes join.
    private static func pieces(_ text: String, quoting quotes: [String]) -> [Piece] {
        var marked: [Range<String.Index>] = []
        for quote in Set(quotes) { marked += text.ranges(of: quote) }
        marked.sort { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
        var pieces: [Piece] = []
        var end = text.startIndex
        for range in marked where range.upperBound > end {
            let start = max(range.lowerBound, end)
            if start > end { pieces.append(Piece(text: String(text[end..<start]), isQuoted: false)) }
            let words = String(text[start..<range.upperBound])
            if start == end, let last = pieces.last, last.isQuoted {
                pieces[pieces.count - 1].text += words
            } else {
                pieces.append(Piece(text: words, isQuoted: true))
            }
            end = range.upperBound
        }
        if end < text.endIndex { pieces.append(Piece(text: String(text[end...]), isQuoted: false)) }
        return pieces
    }
}
