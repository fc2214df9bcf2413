import AuditModel

/// Imaging that the texts on record tell of and the export does not hold (1.12, 5.6 "outside study").
extension Judged {
    /// A CT or MRI that was made elsewhere, at most `days` before where the text gives a day.
    func tellsOf(_ modalities: [Modality], within days: Int) -> Bool {
        for row in readRows {
            for mention in chart.mentions(row) where mention.state == .performed {
                guard let modality = mention.modality, modalities.contains(modality) else { continue }
                if mention.day.isKnown {
                    let age = asOf.day.days(since: mention.day)
                    if age < 0 || age > days { continue }
                } else if !rows.contains(row), chart.order(row).placed.isKnown {
                    // Without a day it is no younger than the order that tells of it.
                    if asOf.day.days(since: chart.order(row).placed.day) > days { continue }
                }
                if let lesion {
                    guard lesion.side.isCompatible(with: mention.side), couldShow(mention, lesion) else { continue }
                }
                if mention.outside || !isInTheExport(mention, row) { return true }
            }
        }
        return false
    }

    /// Outside imaging of which the text does not say what it was.
    var tellsOfUnnamedImaging: Bool {
        for row in readRows {
            for mention in chart.mentions(row)
            where mention.state == .performed && mention.modality == nil && mention.outside { return true }
        }
        return false
    }

    /// A part of the body that the text names must be the lesion's.
    private func couldShow(_ mention: StudyMention, _ lesion: Lesion) -> Bool {
        if mention.regions.isEmpty { return true }
        if mention.regions.contains(.wholeBody) { return true }
        if chart.isAbdominal(lesion) { return mention.regions.contains(.abdomen) }
        switch chart.site(lesion) {
        case "thigh", "lower-leg": return mention.regions.contains(.lowerExtremity)
        case "upper-arm": return mention.regions.contains(.upperExtremity)
        default: return mention.regions.contains(.chest)
        }
    }

    /// The words speak of a study that the export holds: they tell nothing beyond it.
    private func isInTheExport(_ mention: StudyMention, _ row: Int) -> Bool {
        for study in chart.studies {
            guard chart.modality(study) == mention.modality, chart.kind(study) == .diagnostic,
                !chart.lines(study).contains(row),
                chart.isPerformed(study) || chart.history.studies[study].status == .unknown,
                chart.isNotAfter(chart.moment(study), chart.order(row).placed),
                !mention.day.isKnown || mention.day.isAbout(chart.day(study), saidOn: chart.order(row).placed.day)
            else { continue }
            guard let lesion else { return true }
            for line in chart.lines(study)
            where chart.exam(line).regions.isEmpty || chart.shows(chart.exam(line), lesion) != .no { return true }
        }
        return false
    }
}
