import AuditModel

/// R14: a referral, a board or a reference centre before the tissue of a large, deep or suspicious mass is taken.
struct SarcomaReferral: TissueRule {
    let id = "SARCOMA-REFERRAL-BEFORE-TISSUE"
    let lookback: Int? = Window.referral
    let samples: [ExamKind] = [.biopsy, .excision]
    let onlyOfTheMass = true

    func says(_ event: TissueEvent.Found, _ judged: Judged) -> Says? {
        let sarcoma = judged.ofLesion("sarcoma-question")
        let deep = judged.ofLesion("deep")
        let isMeant: Truth =
            judged.isLarge.or(Truth(deep == .present)).or(Truth(sarcoma == .present || sarcoma == .uncertain))
            .or(deep == .uncertain ? .unknown : .no)
        if isMeant == .no { return nil }
        let says = saysOfMeant(judged)
        return isMeant == .unknown && says.verdict != .notApplicable && says.verdict != .indeterminate
            ? Says(.indeterminate, "POPULATION_UNCERTAIN") : says
    }

    private func saysOfMeant(_ judged: Judged) -> Says {
        let chart = judged.chart
        if !chart.export.knowsReferrals { return Says(.notApplicable, "REFERRAL_DATA_NOT_CONFIGURED") }
        if let says = judged.exclusion { return says }
        if TissueEvent.isOfSomethingElse(judged) { return Says(.notApplicable, "NOT_A_MASS_BIOPSY") }
        if isOnOrganPathway(judged) { return Says(.notApplicable, "ORGAN_PATHWAY") }
        for study in chart.studies where isReferral(study, chart) {
            let age = chart.days(from: chart.day(study), to: judged.asOf.day)
            if age >= 0, age <= Window.referral, chart.isNotAfter(chart.moment(study), judged.asOf) {
                return Says(.compliant, "REFERRAL_BEFORE")
            }
        }
        if judged.rows.contains(where: { chart.department($0) == Referral.centre }) {
            return Says(.compliant, "REFERRAL_BEFORE")
        }
        if judged.isStated("protocol-decision") { return Says(.compliant, "REFERRAL_BEFORE").low }
        if judged.ofLesion("mass") == .uncertain { return Says(.indeterminate, "MASS_UNCERTAIN") }
        if judged.rows.allSatisfy({ chart.department($0).isEmpty && chart.order($0).performingSite == 0 }) {
            return Says(.indeterminate, "PERFORMING_SITE_MISSING")
        }
        if judged.covered(since: judged.asOf.day, days: Window.referral) == .not {
            return Says(.indeterminate, "HISTORY_NOT_COVERED")
        }
        return Says(.advisory, "NO_REFERRAL_EVIDENCE")
    }

    /// A mass of an organ without a question of sarcoma; not one of a child's kidney or adrenal gland.
    private func isOnOrganPathway(_ judged: Judged) -> Bool {
        let chart = judged.chart
        guard let lesion = judged.lesion, chart.isOrgan(lesion) else { return false }
        let sarcoma = judged.ofLesion("sarcoma-question")
        if sarcoma == .present || sarcoma == .uncertain { return false }
        return !chart.isTierB(lesion) || judged.ageGroup == .adult
    }

    private func isReferral(_ study: Int, _ chart: Chart) -> Bool {
        guard chart.isPerformed(study) || chart.history.studies[study].status == .scheduled else { return false }
        return chart.lines(study).contains { row in
            chart.export.table.examNames[Int(chart.order(row).exam)].code == Referral.code
                || chart.department(row) == Referral.board
        }
    }
}
