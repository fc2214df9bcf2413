package import AuditModel

/// `findings.csv`, and `verdicts.csv` where it is asked for.
struct TableFormat: ReportFormat {
    static let name = "csv"
    static let findingsName = "findings.csv"
    static let verdictsName = "verdicts.csv"

    func files(of result: AuditResult, for choices: ReportChoices) -> [ReportFile] {
        let waivers = result.reviews.unexpired
        var files = [Self.file(Self.findingsName, result.tableOfFindings, waivers)]
        if choices.allVerdicts, let verdicts = result.verdictLines {
            files.append(Self.file(Self.verdictsName, verdicts, waivers))
        }
        return files
    }

    private static func file(_ name: String, _ lines: FindingLines, _ waivers: [String: Waiver]) -> ReportFile {
        ReportFile(name: name, holdsIdentifiers: true) { sink in
            var heading = CSVRow()
            for column in columns { heading.add(column) }
            heading.end()
            var bytes = heading.bytes
            for number in 0..<lines.count {
                let start = bytes.count
                try lines.append(number, to: &bytes)
                let waiver = waivers.isEmpty ? nil : waivers[FindingLines.id(of: bytes[start...])]
                bytes.append(UInt8(ascii: ","))
                if let waiver { bytes += waiver.expires.description.utf8 }
                bytes.append(UInt8(ascii: "\n"))
                guard bytes.count >= block else { continue }
                try sink.append(bytes)
                bytes.removeAll(keepingCapacity: true)
            }
            try sink.append(bytes)
        }
    }

    /// Bytes handed over at a time.
    private static let block = 1 << 18

    /// The first twenty are the contract; further ones may follow.
    static let columns = [
        "finding_id", "rule_id", "verdict", "reason", "confidence", "patient", "episode", "order_id", "order_datetime",
        "performed_datetime", "exam_code", "exam_description", "lesion_site", "laterality", "performing_site",
        "department", "message", "evidence_order_ids", "searched_from", "searched_to", "final_date", "patient_class",
        "age_years", "waived_until",
    ]
}

extension AuditResult {
    /// All findings as lines, however many there are.
    package var tableOfFindings: FindingLines { findingLines ?? FindingLines(findings) }
}

extension FindingLines {
    package init(_ findings: [Finding]) {
        self.init(count: findings.count) { number, bytes in findings[number].writeLine(to: &bytes) }
    }

    /// The verdicts of all findings by id. Throws where a line can no longer be read.
    package func verdicts() throws(AuditIssues) -> [String: Verdict] {
        let names = Dictionary(uniqueKeysWithValues: Verdict.allCases.map { ($0.name, $0) })
        var verdicts: [String: Verdict] = [:]
        var line: [UInt8] = []
        for number in 0..<count {
            line.removeAll(keepingCapacity: true)
            try append(number, to: &line)
            // Id, rule, verdict: none of them is ever quoted.
            let cells = line.split(separator: UInt8(ascii: ","), maxSplits: 3)
            verdicts[Self.id(of: line[...])] = names[String(decoding: cells[2], as: UTF8.self)]
        }
        return verdicts
    }

    fileprivate static func id(of line: ArraySlice<UInt8>) -> String {
        String(decoding: line.prefix { $0 != UInt8(ascii: ",") }, as: UTF8.self)
    }
}

extension Finding {
    /// Writes the finding in the order of `TableFormat.columns`, up to the last, behind what is written already; lines of
    /// very many findings are written by `LineWriter` of the pipeline, without a finding.
    package func writeLine(to bytes: inout [UInt8]) {
        var row = CSVRow(behind: &bytes)
        row.add(id)
        row.add(ruleID)
        row.add(verdict.name)
        row.add(reason)
        row.add(confidence.name)
        row.add(patient)
        row.add(episode)
        row.add(orderID)
        row.add(ordered)
        row.add(performed)
        row.add(examCode)
        row.add(examDescription)
        row.add(lesionSite)
        row.add(laterality)
        row.add(performingSite)
        row.add(department)
        row.add(message)
        row.add(evidenceOrderIDs.isEmpty ? "" : evidenceOrderIDs.joined(separator: ";"))
        row.add(searchedFrom)
        row.add(searchedTo)
        row.add(finalDay)
        row.add(patientClass)
        row.add(ageYears.map(String.init) ?? "")
        row.giveBack(to: &bytes)
    }
}
