import AuditModel

/// `7.3 %`: one decimal below ten per cent, a space that does not break.
func percent(_ share: Double) -> String { percentNumber(share) + "\u{A0}%" }

private func percentNumber(_ share: Double) -> String {
    let value = share * 100
    return value >= 9.95 || value == 0 ? String(Int(value.rounded())) : tenths(value)
}

/// `1,234`: groups of three, whatever the machine's language.
func grouped(_ number: Int) -> String {
    let digits = Array(String(abs(number)))
    var result = number < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
        if index > 0, (digits.count - index) % 3 == 0 { result += "," }
        result.append(digit)
    }
    return result
}

/// `1 order`, `2 orders`.
func counted(_ number: Int, _ one: String, _ many: String? = nil) -> String {
    "\(grouped(number)) \(number == 1 ? one : many ?? one + "s")"
}

extension RuleTally.Rate {
    /// `7.3 %, 95 % interval 2.5–19 %`; nil below the smallest number that is rated.
    var share: String? {
        guard denominator > 0, let interval else { return nil }
        let value = percent(Double(numerator) / Double(denominator))
        // Neither side of the dash begins a line.
        let dash = "\u{2060}–\u{2060}"
        return
            "\(value), 95\u{A0}% interval \(percentNumber(interval.lowerBound))\(dash)\(percent(interval.upperBound))"
    }

    /// Counts first, share and interval second.
    var sentence: String { "\(numerator) of \(denominator)" + (share.map { ", \($0)" } ?? "") }
}

extension Verdict {
    /// As a reader sees it.
    var title: String {
        switch self {
        case .deviation: "Deviation"
        case .advisory: "Advisory"
        case .info: "Information"
        case .indeterminate: "Not assessable"
        case .pending: "Pending"
        case .compliant: "Compliant"
        case .compliantException: "Compliant by exception"
        case .notApplicable: "Not applicable"
        }
    }

    /// What a reader needs to know of the word.
    var meaning: String {
        switch self {
        case .deviation:
            "The recorded orders differ from what a directive sentence of the rule pack describes, no exception is recorded, and the history is covered."
        case .advisory: "A weaker, partial or contested match; worth a look, never part of a rate."
        case .info: "Context for a reader, near misses and data-quality notes; never part of a rate."
        case .indeterminate: "The export does not hold what is needed to tell."
        case .pending: "The window is still open at the end of the data."
        case .compliant: "What the rule describes was found."
        case .compliantException: "An exception that the rule names is recorded."
        case .notApplicable: "Left out of the rule for the reason given."
        }
    }
}

extension Confidence {
    var meaning: String {
        switch self {
        case .high: "both events are structured rows"
        case .medium: "one event from text, a time imputed, or what decided is only called likely"
        case .low: "credit from text only, partial history, or a size by comparison that decided; outside every rate"
        }
    }
}

extension Truth {
    var title: String {
        switch self {
        case .yes: "held"
        case .no: "not held"
        case .unknown: "unknown"
        }
    }
}

/// `HISTORY_NOT_COVERED` as words: `history not covered`. A rule's card knows better ones for its own codes.
func words(ofReason code: String) -> String { code.lowercased().replacing("_", with: " ") }

/// `2026-11-01T06:00:00Z` for people: `2026-11-01 06:00 UTC`.
func moment(_ iso: String) -> String {
    guard iso.count == 20, iso.hasSuffix("Z") else { return iso }
    return iso.prefix(16).replacing("T", with: " ") + " UTC"
}

/// The two lines that stand in every report (specification 1.9).
enum FixedLines {
    static let flag =
        "Audit flag from exported order data. Not a judgement of care and not advice for any patient. Check the record before use."
    static let provenance =
        "Rules derive from summaries marked as pending human review by their publisher; they supplement, not replace, local policy."
}
