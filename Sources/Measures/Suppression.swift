package import AuditModel

/// Which cells of one row may be shown beside their total: nil where suppressed.
///
/// Every cell from one to below `minimum` is suppressed; then the smallest others until those suppressed are at least
/// two and together reach `minimum`, so that the total gives none of them away (complementary suppression). Nought
/// tells of nobody and stays.
package func suppressed(_ cells: [Int], minimum: Int) -> [Int?] {
    var shown: [Int?] = cells.map { (1..<minimum).contains($0) ? nil : $0 }
    let rising = cells.indices.sorted { (cells[$0], $0) < (cells[$1], $1) }
    for index in rising where cells[index] >= minimum {
        let hidden = cells.indices.filter { shown[$0] == nil }
        guard !hidden.isEmpty else { break }
        if hidden.count >= 2, hidden.reduce(0, { $0 + cells[$1] }) >= minimum { break }
        shown[index] = nil
    }
    return shown
}

extension SharedCounts {
    package init(_ tally: RuleTally, minimumCell: Int) {
        self.init()
        let verdicts = Verdict.allCases
        func isLarge(_ count: Int) -> Bool { count == 0 || count >= minimumCell }
        let cells = suppressed(verdicts.map { tally.counts[$0] ?? 0 }, minimum: minimumCell)
        for (verdict, cell) in zip(verdicts, cells) { counts[verdict] = cell }
        let hidden = verdicts.filter { counts[$0] == nil }.reduce(0) { $0 + (tally.counts[$1] ?? 0) }
        judged = isLarge(tally.judged) && isLarge(hidden) ? tally.judged : nil
        guard let full = tally.rate, isLarge(full.numerator), isLarge(full.denominator - full.numerator),
            verdicts.filter(\.isRated).allSatisfy({ counts[$0] != nil })
        else { return }
        // Beside the verdicts' own numbers a rate tells how many units of low confidence stand outside it.
        let outside = verdicts.filter(\.isRated).map { tally.lowConfidence[$0] ?? 0 }
        if outside.allSatisfy(isLarge) { rate = full }
    }
}
