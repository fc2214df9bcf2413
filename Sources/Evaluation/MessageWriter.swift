import AuditModel

/// Words a finding from its rule's message: what was found in the data, by which rule (specification 1.9).
struct MessageWriter {
    let unit: UnitContext

    /// Appends the outcome's own wording, else the rule's; what is not decided or did not happen is never told as found.
    func write(outcome: Int, verdict: Verdict, reason: String, into bytes: inout [UInt8]) {
        let own = unit.compiled.outcomeMessages.indices.contains(outcome) ? unit.compiled.outcomeMessages[outcome] : []
        switch (verdict, reason) {
        case (_, RuleEvaluator.nearMiss): return Self.cancelled.fill(into: &bytes, write)
        case (.indeterminate, RuleEvaluator.statusUnknown): return write(Self.statusUnknown, into: &bytes)
        case (.indeterminate, _) where own.isEmpty: return write(Self.undecided, because: reason, into: &bytes)
        case (.pending, _) where own.isEmpty: return write(Self.open, because: reason, into: &bytes)
        default: break
        }
        let start = bytes.count
        for part in own.isEmpty ? unit.compiled.message : own {
            if let find = part.find, (unit.finds[find].truth == .yes) != part.wanted { continue }
            let end = bytes.count
            if end > start { bytes.append(UInt8(ascii: " ")) }
            let first = bytes.count
            part.template.fill(into: &bytes, write)
            if bytes.count == first { bytes.removeLast(first - end) }
        }
    }

    private static let cancelled = MessageTemplate(
        "{judged.exam} ({judged.day}) was cancelled or broken off; performed, it would have been flagged by this rule.")
    private static let statusUnknown = About(
        "Whether an order of blank or unknown status was performed decides this rule for", ".")
    private static let undecided = About(
        "This export does not decide the rule for", ": {\(MessageTemplate.reason)}.")
    private static let open = About("Open at the end of the data ({cutoff}) for", ": {\(MessageTemplate.reason)}.")

    /// A message about the judged examination, or about what came on record where none is judged.
    private struct About: Sendable {
        let examination: MessageTemplate
        let record: MessageTemplate

        init(_ start: String, _ end: String) {
            examination = MessageTemplate("\(start) {judged.exam} of {judged.day}\(end)")
            record = MessageTemplate("\(start) what came on record on {known.day}\(end)")
        }
    }

    private func write(_ message: About, because reason: String = "", into bytes: inout [UInt8]) {
        (unit.judgedRows.isEmpty ? message.record : message.examination).fill(into: &bytes) { value, bytes in
            if case .reason = value {
                bytes += unit.rule.card.words(ofReason: reason).utf8
            } else {
                write(value, into: &bytes)
            }
        }
    }

    private func write(_ value: MessageTemplate.Value, into bytes: inout [UInt8]) {
        switch value {
        case .named(let name): write(name, into: &bytes)
        case .joined(let word, let name):
            guard let concept = unit.subject.vocabulary.concept(named: name),
                FactRecord(unit: unit, judgedOnly: false).assertion(of: concept) == .present
            else { return }
            bytes += word.utf8
            bytes.append(UInt8(ascii: " "))
            bytes += unit.subject.vocabulary[concept].title.utf8
        case .search(let name, let part):
            guard let find = unit.rule.finds.firstIndex(where: { $0.name == name }), let study = unit.finds[find].study
            else { return }
            let found = unit.history.studies[study]
            switch part {
            case "day": found.moment.day.append(to: &bytes)
            case "modality": bytes += found.modality.name.utf8
            default: bytes += exam(unit.history.firstRow(of: study)).utf8
            }
        case .reason: break
        }
    }

    private func write(_ name: MessageWords.Name, into bytes: inout [UInt8]) {
        let subject = unit.subject
        switch name {
        case .site:
            guard let lesion = unit.lesion, lesion.site != .unspecified else { return }
            bytes += subject.vocabulary[lesion.site].title.utf8
        case .side: bytes += (unit.lesion?.side.name ?? "").utf8
        case .size:
            guard let size = FactRecord(unit: unit, judgedOnly: false).size, size.millimetres > 0 else { return }
            bytes += (ParameterValue.number(Double(size.millimetres) / 10).description + " cm").utf8
        case .knownDay: unit.known?.known.day.append(to: &bytes)
        case .knownModality:
            bytes += (unit.known.flatMap { subject.statement($0).foundOn?.name } ?? "imaging not stated").utf8
        case .judgedDay:
            if let row = unit.judgedRows.first { subject.table.rows[row].placed.day.append(to: &bytes) }
        case .judgedExam: bytes += (unit.judgedRows.first.map(exam) ?? "").utf8
        case .judgedModality: bytes += (unit.study.map { unit.history.studies[$0].modality.name } ?? "").utf8
        case .judgedRegions:
            let regions = unit.judgedRows.reduce(into: RegionSet()) { $0.formUnion(subject.exam(of: $1).regions) }
            let names = regions.members.map(\.name).joined(separator: " and ")
            bytes += (regions.isEmpty ? "a region that can not be told" : names).utf8
        case .judgedContrast:
            guard let study = unit.study else { return }
            bytes += unit.matcher.contrast(of: unit.matcher.relevantLines(of: study)).state.name.utf8
        case .windowFrom: unit.finds.first?.from.append(to: &bytes)
        case .windowTo: unit.finds.first?.to.append(to: &bytes)
        case .windowDays:
            guard unit.windowEnd.isKnown, let known = unit.known else { return }
            bytes += String(unit.windowEnd.days(since: known.known.day)).utf8
        case .cutoff: subject.dataCutoff.append(to: &bytes)
        case .datedDays:
            let rows = unit.judgedRows + unit.visibleRows
            guard let row = rows.first(where: { subject.facts(of: $0).datedDay.isKnown }) else { return }
            bytes += String(unit.anchor.day.days(since: subject.facts(of: row).datedDay)).utf8
        case .list: bytes += laterStudies.utf8
        }
    }

    private func exam(_ row: Int) -> String { unit.subject.examName(of: row).told }

    /// The examinations after the fact came on record, within the unit's window.
    private var laterStudies: String {
        guard let known = unit.known else { return "" }
        let later = unit.history.studies.indices.filter { index in
            let study = unit.history.studies[index]
            return study.status == .completed && study.moment.sequence(to: known.known) == .after
                && (!unit.windowEnd.isKnown || study.moment.day <= unit.windowEnd)
        }
        return later.map { exam(unit.history.firstRow(of: $0)) }.joined(separator: ", ")
    }
}

extension RuleEvaluator {
    /// The wording of a rule about the data, which needs no more than the order it is about.
    package func message(ofRule rule: Int, row: Int) -> String {
        var bytes: [UInt8] = []
        writeMessage(ofRule: rule, row: row, into: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    func writeMessage(ofRule rule: Int, row: Int, into bytes: inout [UInt8]) {
        for (number, part) in compiled[rule].message.enumerated() {
            if number > 0 { bytes.append(UInt8(ascii: " ")) }
            part.template.fill(into: &bytes) { value, bytes in
                switch value {
                case .named(.judgedDay): subject.table.rows[row].placed.day.append(to: &bytes)
                case .named(.judgedExam): bytes += subject.examName(of: row).told.utf8
                default: break
                }
            }
        }
    }
}
