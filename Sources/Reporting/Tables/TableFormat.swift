import AuditModel

/// `findings.csv`, and `verdicts.csv` where it is asked for.
struct TableFormat: ReportFormat {
    static let name = "csv"
    static let findingsName = "findings.csv"
    static let verdictsName = "verdicts.csv"

    func files(of result: AuditResult, for choices: ReportChoices) -> [ReportFile] {
        let waivers = result.reviews.unexpired
        var files = [Self.file(Self.findingsName, result.allFindings, waivers)]
        if choices.allVerdicts { files.append(Self.file(Self.verdictsName, result.verdicts, waivers)) }
        return files
    }

    private static func file(_ name: String, _ findings: FindingSource, _ waivers: [String: Waiver]) -> ReportFile {
        ReportFile(name: name, holdsIdentifiers: true) { sink in
            var heading = CSVRow()
            for column in columns { heading.add(column) }
            heading.end()
            try sink.append(heading.bytes)
            try findings.write({ finding, bytes in
                var row = CSVRow(behind: &bytes)
                finding.write(to: &row)
                row.add(waivers[finding.id]?.expires.description ?? "")
                row.end()
                swap(&bytes, &row.bytes)
            }) { try sink.append($0) }
        }
    }

    /// The first twenty are the contract; further ones may follow.
    static let columns = [
        "finding_id", "rule_id", "verdict", "reason", "confidence", "patient", "episode", "order_id", "order_datetime",
        "performed_datetime", "exam_code", "exam_description", "lesion_site", "laterality", "performing_site",
        "department", "message", "evidence_order_ids", "searched_from", "searched_to", "final_date", "patient_class",
        "age_years", "waived_until",
    ]
}

extension Finding {
    /// In the order of `TableFormat.columns`, up to the last.
    fileprivate func write(to row: inout CSVRow) {
        for cell in [id, ruleID, verdict.name, reason, confidence.name, patient, episode, orderID] { row.add(cell) }
        row.add(ordered)
        row.add(performed)
        for cell in [examCode, examDescription, lesionSite, laterality, performingSite, department, message] {
            row.add(cell)
        }
        row.add(evidenceOrderIDs.isEmpty ? "" : evidenceOrderIDs.joined(separator: ";"))
        for day in [searchedFrom, searchedTo, finalDay] { row.add(Moment(day: day)) }
        row.add(patientClass)
        row.add(ageYears.map(String.init) ?? "")
    }
}
