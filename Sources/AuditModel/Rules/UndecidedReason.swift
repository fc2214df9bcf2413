extension Condition {
    /// The reason code for a verdict that hangs on this condition when it can not be decided; nil where it always can.
    public func undecidedReason(_ vocabulary: Vocabulary) -> String? {
        switch self {
        case .all(let parts), .any(let parts):
            return parts.lazy.compactMap { $0.undecidedReason(vocabulary) }.first
        case .not(let part): return part.undecidedReason(vocabulary)
        case .stated(let test):
            guard test.assertions.contains(.present), !test.assertions.contains(.uncertain),
                let first = test.concepts.first
            else { return nil }
            return vocabulary[first].name.uppercased().replacing("-", with: "_") + "_UNCERTAIN"
        case .age: return "AGE_UNKNOWN"
        case .size: return "SIZE_AMBIGUOUS"
        case .judged(let test):
            if !test.regions.isEmpty || !test.allRegions.isEmpty || !test.covers.isEmpty { return "REGION_UNKNOWN" }
            return nil
        case .found, .sameDay: return "STUDY_MATCH_UNKNOWN"
        case .dated(let test): return test.days == nil ? nil : "DATE_UNKNOWN"
        case .daysSinceKnown: return "DATE_UNKNOWN"
        default: return nil
        }
    }
}
