import AuditModel

/// All rules of the specification, and which of them speaks for one event (1.11, 1.13.6, 1.15.14).
struct SlowBook {
    static let rules: [any SlowRule] =
        [
            FlankCTFirst(), BiopsyBeforeCrossSection(), FlankBiopsyBeforeCT(), ResectionBeforeCrossSection(),
            FlankCTPrecontrast(), FlankNoCT(), LimbMRINext(), LimbBiopsyBeforeMRI(), LimbMRIContrast(),
            LargeMassImaging(), InitialMRI(), FlankCTCoverage(), MRIAfterSuspiciousCT(), SarcomaReferral(),
            InitialPET(), FlankRenalAssumed(), MyositisBiopsyBeforeCT(), MyositisTiming(), MyositisBoneScan(),
            AngiographyAlone(), PaediatricRenalBiopsy(), PaediatricUltrasoundFirst(), DualPhaseBalance.adults,
            DualPhaseBalance.children,
        ] + DataQuality.all

    struct Precedence {
        var loser: String
        var winner: String
        var number: String
        /// Only where the winner raised a flag; else wherever it judged.
        var onlyFlagged: Bool
        /// The same event; else the same episode.
        var sameEvent: Bool
    }

    static let precedences = [
        Precedence(
            loser: "CALC-MASS-BIOPSY-BEFORE-XSECT", winner: "EXT-MASS-BIOPSY-BEFORE-MRI", number: "R8",
            onlyFlagged: false, sameEvent: true),
        Precedence(
            loser: "CALC-FLANK-BIOPSY-BEFORE-CT", winner: "CALC-MASS-BIOPSY-BEFORE-XSECT", number: "R2",
            onlyFlagged: true, sameEvent: true),
        Precedence(
            loser: "CALC-FLANK-CT-COVERAGE", winner: "CALC-FLANK-CT-FIRST", number: "R1", onlyFlagged: true,
            sameEvent: false),
        Precedence(
            loser: "FLANK-RENAL-ASSUMED", winner: "CALC-FLANK-CT-FIRST", number: "R1", onlyFlagged: true,
            sameEvent: false),
        Precedence(
            loser: "STM-MRI-INITIAL", winner: "CALC-FLANK-CT-FIRST", number: "R1", onlyFlagged: true, sameEvent: true),
        Precedence(
            loser: "MASS-5CM-ADVANCED-IMAGING", winner: "CALC-FLANK-NO-CT", number: "R6", onlyFlagged: true,
            sameEvent: false),
        // Decisions.md: tissue without CT or MRI, and no CT or MRI at all, are one event.
        Precedence(
            loser: "CALC-FLANK-NO-CT", winner: "CALC-MASS-BIOPSY-BEFORE-XSECT", number: "R2", onlyFlagged: true,
            sameEvent: false),
        Precedence(
            loser: "CALC-FLANK-NO-CT", winner: "MASS-RESECTION-BEFORE-XSECT", number: "R4", onlyFlagged: true,
            sameEvent: false),
    ]

    func verdicts(_ chart: Chart) -> [(rule: String, verdict: SlowVerdict)] {
        var all: [(rule: String, verdict: SlowVerdict)] = []
        for rule in Self.rules { for verdict in rule.allVerdicts(chart) { all.append((rule.id, verdict)) } }
        let before = all
        for index in all.indices
        where !all[index].verdict.isNearMiss && all[index].verdict.says.verdict != .notApplicable {
            for precedence in Self.precedences where precedence.loser == all[index].rule {
                let speaks = before.contains { other in
                    guard other.rule == precedence.winner, !other.verdict.isNearMiss else { return false }
                    let verdict = other.verdict.says.verdict
                    guard
                        precedence.onlyFlagged
                            ? verdict == .deviation || verdict == .advisory : verdict != .notApplicable
                    else { return false }
                    return precedence.sameEvent
                        ? other.verdict.row == all[index].verdict.row
                            && other.verdict.lesion == all[index].verdict.lesion
                        : other.verdict.lesion == all[index].verdict.lesion
                            && other.verdict.episode == all[index].verdict.episode
                }
                if speaks {
                    all[index].verdict.says = Says(.notApplicable, "SUPERSEDED_BY_\(precedence.number)")
                    break
                }
            }
        }
        return all
    }
}
