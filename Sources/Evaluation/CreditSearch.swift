import AuditModel

/// Looks for examinations that the texts on record say were made, though the export does not hold them.
struct CreditSearch {
    let unit: UnitContext

    func examine(_ test: Condition.CreditTest) -> ConditionEvaluator.Finding {
        let days = Int(unit.subject.parameters.number(test.within))
        for row in unit.visibleRows {
            let entry = unit.subject.facts(of: row)
            for index in entry.mentions {
                let mention = unit.subject.table.facts.mentions[Int(index)]
                guard mention.state == .performed, fits(mention, test, days: days, row: row) else { continue }
                return ConditionEvaluator.Finding(
                    truth: .yes, found: mention.modality.map { "\($0.name) in the text" } ?? "imaging in the text",
                    evidence: [Evidence(row: row, field: mention.field)])
            }
        }
        if let row = partnerStudy(test, days: days) {
            return ConditionEvaluator.Finding(
                truth: .yes, found: "at a partner site", evidence: [Evidence(row: row)])
        }
        return ConditionEvaluator.Finding(truth: .no, found: "no such study in the text")
    }

    private func fits(_ mention: StudyMention, _ test: Condition.CreditTest, days: Int, row: Int) -> Bool {
        guard let modality = mention.modality else { return test.modalityNotStated && mention.outside }
        guard !test.modalityNotStated, test.modalities.contains(modality) else { return false }
        if mention.day.isKnown {
            let age = unit.anchor.day.days(since: mention.day)
            guard (0...days).contains(age) else { return false }
        } else if !unit.judgedRows.contains(row) {
            // A study without a day is no younger than the order that tells of it.
            let told = unit.subject.table.rows[row].placed.day
            guard !told.isKnown || unit.anchor.day.days(since: told) <= days else { return false }
        }
        if let lesion = unit.lesion {
            guard lesion.side.isCompatible(with: mention.side) else { return false }
            if lesion.site != .unspecified, !mention.regions.isEmpty {
                guard unit.subject.vocabulary.isPart(mention.regions, of: lesion.site) else { return false }
            }
        }
        return mention.outside || !hasReferent(modality, mention, row: row)
    }

    /// A study in the export to which the words can refer: then they tell nothing beyond it.
    private func hasReferent(_ modality: Modality, _ mention: StudyMention, row: Int) -> Bool {
        let placed = unit.subject.table.rows[row].placed
        return unit.history.studies.indices.contains { index in
            let study = unit.history.studies[index]
            guard study.modality == modality, study.kind == .diagnostic, !unit.history.rows(of: index).contains(row),
                unit.world.status(of: study, at: index) == .completed || study.status == .unknown,
                study.moment.sequence(to: placed) != .after,
                !mention.day.isKnown || mention.day.isAbout(study.moment.day, saidOn: placed.day)
            else { return false }
            guard let lesion = unit.lesion, lesion.site != .unspecified else { return true }
            return unit.history.rows(of: index).contains {
                let exam = Int(unit.subject.table.rows[$0].exam)
                return unit.subject.table.exams[exam].regions.isEmpty
                    || unit.subject.coverage(of: lesion.site, byExam: exam) != .no
            }
        }
    }

    private func partnerStudy(_ test: Condition.CreditTest, days: Int) -> Int? {
        guard !unit.subject.partnerSites.isEmpty, !test.modalityNotStated else { return nil }
        for (index, study) in unit.history.studies.enumerated()
        where study.kind == .diagnostic && study.status == .completed && test.modalities.contains(study.modality) {
            guard let row = unit.history.rows(of: index).first(where: isAtPartner),
                (0...days).contains(unit.anchor.day.days(since: study.moment.day))
            else { continue }
            guard let lesion = unit.lesion, lesion.site != .unspecified else { return row }
            if unit.subject.vocabulary.coverage(of: lesion.site, by: unit.subject.exam(of: row)) == .yes { return row }
        }
        return nil
    }

    private func isAtPartner(_ row: Int) -> Bool {
        unit.subject.partnerSites.contains(unit.subject.table.rows[row].performingSite)
    }
}
