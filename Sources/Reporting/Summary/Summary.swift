package import AuditModel

/// The content of `summary.json`. Fields are only ever added within one schema version.
package struct Summary: Codable, Sendable {
    package static let schemaName = "orderaudit-summary"
    package static let currentVersion = 1

    package struct Run: Codable, Sendable {
        package var site: String
        package var period: String
        package var coverageStart: String
        package var dataCutoff: String
        package var coverageNotes: [String]
        package var generatedAt: String
        package var version: String
        package var patients: Int
        package var identifiers: String
        /// Findings keep their ids between two reports of one mark. Absent in earlier versions.
        package var keyMark: String?
    }

    package struct Books: Codable, Sendable {
        package var rowsRead: Int
        package var orders: Int
        package var duplicates: Int
        package var superseded: Int
        package var quarantined: Int
        /// Among the rows used: a stray quote was read as text.
        package var repaired: Int
        /// Among the rows used: a diagnosis code has not the shape of one and was left unread. Absent in earlier versions.
        package var malformedCodes: Int?
    }

    /// Where every physical line of one file went: `total` is the sum of the rest.
    package struct Lines: Codable, Sendable {
        package var file: String
        package var total: Int
        package var header: Int
        package var order: Int
        package var duplicate: Int
        package var superseded: Int
        package var quarantined: Int
        package var preamble: Int
        package var footer: Int
        package var blank: Int
    }

    package struct Count: Codable, Sendable {
        package var name: String
        package var count: Int
    }

    package struct Input: Codable, Sendable {
        package var name: String
        package var bytes: UInt64
        package var sha256: String
        package var encoding: String
        package var profile: String
        package var rows: Int
    }

    package struct Knowledge: Codable, Sendable {
        package var name: String
        package var version: String
        package var sha256: String
        package var status: String
        package var signed: Bool
    }

    package struct Setting: Codable, Sendable {
        package var name: String
        package var value: String
    }

    package struct DataQuality: Codable, Sendable {
        package var code: String
        package var title: String
        package var inEpisodes: Int
        package var elsewhere: Int
    }

    /// What becomes of one sentence of a rule pack's sources.
    package struct Sentence: Codable, Sendable {
        package var id: String
        package var strength: String
        package var auditable: String
        package var rules: [String]
        package var contextCards: [String]
        package var why: String
    }

    package struct UnclearExam: Codable, Sendable {
        package var examCode: String
        package var examDescription: String
        package var orders: Int
    }

    package struct Review: Codable, Sendable {
        package var rule: String
        package var reviewed: Int
        package var agreed: Int
        package var justified: Int
        package var dataError: Int
        package var otherLesion: Int
        /// Readers differ, or one asked for another.
        package var unsettled: Int
        /// Agreed among settled; absent under five.
        package var precision: RuleSummary.Rate?
        package var readTwice: Int
        package var readAlike: Int
        package var kappa: Double?
    }

    package struct WaiverState: Codable, Sendable {
        package var finding: String
        /// `in force`, `expired` or `unused`.
        package var state: String
        package var owner: String
        package var expires: String
    }

    /// How much was understood. Counts of orders, except `examNames` and `examNamesUnderstood`; shares of 1.
    package struct Reading: Codable, Sendable {
        package var orders: Int
        package var examNames: Int
        package var examNamesUnderstood: Int
        package var withExamUnderstood: Int
        package var shareWithExamUnderstood: Double?
        package var withText: Int
        package var withLesionInText: Int
        package var withLesionCode: Int
        package var withLesionCodeAgainstText: Int
    }

    /// Orders with a lesion code whose text says nothing of a lesion.
    package struct UnreadLesion: Codable, Sendable {
        package var icd10: String
        package var examCode: String
        package var examDescription: String
        package var orders: Int
    }

    package var schema: String
    package var schemaVersion: Int
    package var run: Run
    package var reconciliation: Books
    /// Absent in reports of earlier versions.
    package var lines: [Lines]?
    /// Findings by verdict, in the order of severity.
    package var findings: [Count]
    package var rules: [RuleSummary]
    package var dataQuality: [DataQuality]
    package var quarantine: [Count]
    package var examsNotUnderstood: [UnclearExam]
    /// Absent in summaries of earlier versions.
    package var reading: Reading?
    /// Absent in summaries of earlier versions.
    package var lesionCodesAgainstText: [UnreadLesion]?
    package var inputs: [Input]
    package var rulePacks: [Knowledge]
    package var lexicons: [Knowledge]
    package var parameters: [Setting]
    package var siteChoices: [String]
    package var statusWords: [Setting]
    // Absent in summaries of earlier programs.
    package var reviews: [Review]?
    package var waivers: [WaiverState]?
    package var sources: [Sentence]?
}

extension Summary {
    package init(_ result: AuditResult) {
        let run = result.run
        schema = Self.schemaName
        schemaVersion = Self.currentVersion
        self.run = Run(
            site: run.siteName, period: run.period, coverageStart: run.coverageStart.description,
            dataCutoff: run.dataCutoff.description, coverageNotes: run.coverageNotes, generatedAt: run.generatedAt,
            version: run.version, patients: run.patients, identifiers: run.identifiers, keyMark: run.keyMark)
        let books = result.reconciliation
        reconciliation = Books(
            rowsRead: books.rowsRead, orders: books.orders, duplicates: books.duplicates, superseded: books.superseded,
            quarantined: books.quarantined, repaired: books.repaired,
            malformedCodes: books.malformedCodes)
        lines = result.lines.map(Lines.init)
        findings = Verdict.allCases.filter(\.isFinding).map { verdict in
            Count(name: verdict.name, count: result.findingCounts[verdict] ?? 0)
        }
        rules = zip(result.rules, result.tallies).map(RuleSummary.init)
        dataQuality = result.dataQuality.map {
            DataQuality(code: $0.code, title: $0.title, inEpisodes: $0.inEpisodes, elsewhere: $0.elsewhere)
        }
        quarantine = result.quarantineByReason.map { Count(name: $0.reason, count: $0.count) }
        examsNotUnderstood = result.notUnderstood.map {
            UnclearExam(examCode: $0.name.code, examDescription: $0.name.description, orders: $0.orders)
        }
        reading = Reading(result.reading)
        lesionCodesAgainstText = result.unreadLesions.map {
            UnreadLesion(
                icd10: $0.code, examCode: $0.exam.code, examDescription: $0.exam.description, orders: $0.orders)
        }
        inputs = run.inputs.map {
            Input(
                name: $0.name, bytes: $0.bytes, sha256: $0.sha256, encoding: $0.encoding, profile: $0.profile,
                rows: $0.rows)
        }
        rulePacks = run.packs.map(Knowledge.init)
        lexicons = run.lexicons.map(Knowledge.init)
        parameters = run.parameters.map(Setting.init)
        siteChoices = run.siteChoices
        statusWords = run.statusWords.map(Setting.init)
        sources = result.sentences.map {
            Sentence(
                id: $0.id, strength: $0.strength.rawValue, auditable: $0.auditability.rawValue, rules: $0.rules,
                contextCards: $0.cards, why: $0.why)
        }
        reviews = result.reviews.measures.map(Review.init)
        waivers = result.waiverStates.map { waiver, state in
            WaiverState(
                finding: waiver.findingID, state: state.rawValue, owner: waiver.owner,
                expires: waiver.expires.description)
        }
    }
}

extension Summary.Review {
    init(_ measure: ReviewMeasure) {
        func count(_ decision: Disposition.Decision) -> Int { measure.decided[decision] ?? 0 }
        self.init(
            rule: measure.ruleID, reviewed: measure.reviewed, agreed: count(.agree), justified: count(.justified),
            dataError: count(.dataError), otherLesion: count(.otherLesion), unsettled: measure.unsettled,
            precision: measure.precision.map(RuleSummary.Rate.init), readTwice: measure.agreement?.pairs ?? 0,
            readAlike: measure.agreement?.same ?? 0, kappa: measure.agreement?.kappa)
    }
}

extension Summary.Reading {
    init(_ reading: ReadingCoverage) {
        self.init(
            orders: reading.orders, examNames: reading.examNames, examNamesUnderstood: reading.examNamesUnderstood,
            withExamUnderstood: reading.withExamUnderstood,
            shareWithExamUnderstood: reading.orders == 0
                ? nil : Double(reading.withExamUnderstood) / Double(reading.orders),
            withText: reading.withText, withLesionInText: reading.withLesionInText,
            withLesionCode: reading.withLesionCode, withLesionCodeAgainstText: reading.withLesionCodeAgainstText)
    }
}

extension Summary.Lines {
    init(_ account: LineAccount) {
        self.init(
            file: account.file, total: account.total, header: account.header, order: account.order,
            duplicate: account.duplicate, superseded: account.superseded, quarantined: account.quarantined,
            preamble: account.preamble, footer: account.footer, blank: account.blank)
    }
}

extension Summary.Knowledge {
    init(_ source: KnowledgeSource) {
        self.init(
            name: source.name, version: source.version, sha256: source.digest, status: source.status.rawValue,
            signed: source.isSigned)
    }
}

extension Summary.Setting {
    init(_ setting: NamedValue) { self.init(name: setting.name, value: setting.value) }
}

extension AuditResult {
    /// Most frequent reason first, then by name.
    var quarantineByReason: [(reason: String, count: Int)] {
        Dictionary(grouping: quarantine, by: \.reason).map { (reason: $0.key, count: $0.value.count) }
            .sorted { ($1.count, $0.reason) < ($0.count, $1.reason) }
    }
}
