package import AuditModel

/// A site's own table of exam codes and names; what a row states beats every other reading.
package struct ExamMap: Sendable {
    package struct Entry: Sendable {
        var modality: Modality?
        var regions: RegionSet?
        var contrast: ContrastState?
        var kind: ExamKind?
        var laterality: Laterality?

        func apply(to exam: inout Exam) {
            if let modality {
                exam.modality = modality
                exam.conflicts.remove(.modality)
                exam.named?.modality = modality
                exam.named?.angiography = exam.angiography
            }
            if let regions {
                exam.regions = regions
                exam.conflicts.remove(.region)
                exam.named?.regions = regions
            }
            if exam.conflicts.isDisjoint(with: [.modality, .region]) { exam.named = nil }
            if let contrast {
                exam.contrast = contrast
                exam.conflicts.remove(.contrast)
            }
            if let kind {
                exam.kind = kind
                exam.conflicts.remove(.kind)
            }
            if let laterality {
                exam.laterality = laterality
                exam.conflicts.remove(.laterality)
            }
            exam.confidence = .high
            exam.isUnderstood = true
            exam.evidence.append("exam map of the site")
        }
    }

    package static let columns = [
        "exam_code", "exam_description", "modality", "regions", "contrast", "kind", "laterality",
    ]

    private var entries: [ExamName: Entry] = [:]

    /// `rows` are the cells under `header`, `firstLine` the line of the first row in `file`. Throws every unknown word.
    package init(file: String, header: [String], rows: [[String]], firstLine: Int = 2) throws(AuditIssues) {
        var issues: [AuditIssue] = []
        for name in header where !Self.columns.contains(name) {
            issues.append(Self.unknown("column", name, Self.columns, file: file, line: 1))
        }
        for (offset, row) in rows.enumerated() {
            let line = firstLine + offset
            func cell(_ name: String) -> String? {
                guard let column = header.firstIndex(of: name), column < row.count, !row[column].isEmpty else {
                    return nil
                }
                return row[column]
            }
            var entry = Entry()
            if let word = cell("modality") {
                entry.modality = Modality(name: word)
                if entry.modality == nil {
                    issues.append(Self.unknown("modality", word, Modality.allCases.map(\.name), file: file, line: line))
                }
            }
            if let words = cell("regions") {
                var set: RegionSet = []
                for word in words.split(separator: ";") {
                    if let region = Region(name: word) {
                        set.insert(RegionSet(region))
                    } else {
                        issues.append(
                            Self.unknown("region", String(word), Region.allCases.map(\.name), file: file, line: line))
                    }
                }
                entry.regions = set
            }
            if let word = cell("contrast") {
                entry.contrast = ContrastState(name: word)
                if entry.contrast == nil {
                    let known = ContrastState.allCases.map(\.name)
                    issues.append(Self.unknown("contrast", word, known, file: file, line: line))
                }
            }
            if let word = cell("kind") {
                entry.kind = ExamKind(name: word)
                if entry.kind == nil {
                    issues.append(Self.unknown("kind", word, ExamKind.allCases.map(\.name), file: file, line: line))
                }
            }
            if let word = cell("laterality") {
                entry.laterality = Laterality(name: word)
                if entry.laterality == nil {
                    let known = Laterality.allCases.map(\.name)
                    issues.append(Self.unknown("laterality", word, known, file: file, line: line))
                }
            }
            let name = ExamName(
                code: Self.normalized(cell("exam_code") ?? ""),
                description: Self.normalized(cell("exam_description") ?? ""))
            if name.code.isEmpty && name.description.isEmpty {
                issues.append(AuditIssue(file: file, line: line, "a row needs an exam_code or an exam_description"))
            }
            entries[name] = entry
        }
        guard issues.isEmpty else { throw AuditIssues(.knowledge, issues) }
    }

    /// Code and name together, then the code alone, then the name alone.
    func entry(for name: ExamName) -> Entry? {
        let code = Self.normalized(name.code)
        let description = Self.normalized(name.description)
        return entries[ExamName(code: code, description: description)]
            ?? (code.isEmpty ? nil : entries[ExamName(code: code, description: "")])
            ?? (description.isEmpty ? nil : entries[ExamName(code: "", description: description)])
    }

    private static func normalized(_ text: String) -> String {
        text.uppercased().split { $0.isWhitespace }.joined(separator: " ")
    }

    private static func unknown(
        _ what: String, _ word: String, _ known: [String], file: String, line: Int
    ) -> AuditIssue {
        let hint = nearestWord(to: word, among: known).map { "; did you mean '\($0)'?" } ?? ""
        return AuditIssue(file: file, line: line, "unknown \(what) '\(word)'\(hint)")
    }
}
