package import AuditModel

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
