import ArgumentParser
import AuditModel
import AuditPipeline
import Foundation

struct Run: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Audit exports and write a report folder.",
        discussion: """
            EXAMPLE
              orderaudit run exports/2026-*.csv --period 2026-10 --site site.yaml --out Reports/2026-10

            EXIT STATUS
              0 done · 1 done, and the gate of --fail-on tripped · 2 input unusable · 3 rule pack, profile, lexicon or site
              file invalid · 64 wrong usage · 70 internal error · 74 could not write. On 2, 3, 70 and 74 an older report
              folder of the same name is untouched.
            """)

    enum Gate: String, CaseIterable, ExpressibleByArgument { case deviation, advisory, never }
    enum Identifiers: String, CaseIterable, ExpressibleByArgument { case pseudonym, keep }

    @Argument(
        help: "CSV files, folders of them, or - for standard input; .gz is read directly. Several are one history.")
    var files: [String]

    @Option(help: "Report folder, written whole or not at all. (default: Reports/<period or run date>)")
    var out: String?

    @Option(help: "Column mapping: a shipped profile's name or a file. (default: found from the header)")
    var profile: String?

    @Option(help: "Orders judged: 2026-10, 2026, or FROM..TO; all others give history only. (default: everything)")
    var period: String?

    @Option(help: "First day the exports cover. (default: first performed date in the files)")
    var coverageStart: String?

    @Option(help: "Last day the exports cover. (default: last performed date in the files)")
    var dataCutoff: String?

    @Option(help: "Local decisions: MDT departments, rule switches and caps, partner sites, status words.")
    var site: String?

    @Option(help: "Folder of rule packs, beside the shipped ones or instead of one of the same name.")
    var packs: [String] = []

    @Option(help: "Folder of lexicons, added to the shipped ones.")
    var lexicons: [String] = []

    @Option(help: "CSV that says what local exam codes and names mean.")
    var examMap: String?

    @Option(help: "Report formats, separated by commas.")
    var format = "html,csv,json"

    @Flag(help: "Also write verdicts.csv: compliant and not applicable units too.")
    var allVerdicts = false

    @Option(help: "Patient identifiers in outputs: pseudonym or keep.")
    var identifiers = Identifiers.pseudonym

    @Option(help: "Key of the pseudonyms; made if it does not exist. (default: your own, in ~/.config/orderaudit)")
    var keyFile: String?

    @Option(help: "The last report folder, to tell new, resolved and persisting findings apart.")
    var previous: String?

    @Option(help: "Reviewers' decisions, as kept by review import.")
    var dispositions: String?

    @Option(help: "CSV of accepted findings: finding_id, reason, owner, expires.")
    var waivers: String?

    @Option(help: "What report.html may show: reviewer or shared.")
    var edition = "reviewer"

    @Option(help: "Exit with status 1 on: deviation, advisory (or a deviation), never.")
    var failOn = Gate.never

    @Option(help: "Share of unusable rows, in percent, above which the run fails.")
    var maxRejected = 5.0

    @Option(help: "Threads. (default: cores)")
    var jobs: Int?

    func validate() throws {
        if let period, Period(period) == nil {
            throw ValidationError("--period '\(period)' is not a month like 2026-10, a year, or FROM..TO")
        }
        for (name, text) in [("--coverage-start", coverageStart), ("--data-cutoff", dataCutoff)] {
            if let text, Day(iso: text) == nil {
                throw ValidationError("\(name) '\(text)' is not a date like 2026-03-31")
            }
        }
        if let jobs, jobs < 1 { throw ValidationError("--jobs must be 1 or more") }
        if !(0...100).contains(maxRejected) { throw ValidationError("--max-rejected must lie between 0 and 100") }
    }

    func run() throws {
        var findings: [Finding] = []
        try reportingIssues { () throws(AuditIssues) in
            let outcome = try AuditRun(settings()).run()
            print(outcome.folder.path(percentEncoded: false))
            findings = outcome.result.findings
            return outcome.notes
        }
        let tripped =
            switch failOn {
            case .never: false
            case .deviation: findings.contains { $0.verdict == .deviation }
            case .advisory: findings.contains { $0.verdict == .deviation || $0.verdict == .advisory }
            }
        if tripped { throw ExitCode(1) }
    }

    private func settings() -> AuditSettings {
        var settings = AuditSettings(inputs: files)
        settings.out = out.map { URL(filePath: $0) }
        settings.profile = profile
        settings.period = period.flatMap { Period($0) }
        settings.coverageStart = coverageStart.flatMap { Day(iso: $0) }
        settings.dataCutoff = dataCutoff.flatMap { Day(iso: $0) }
        settings.siteFile = site.map { URL(filePath: $0) }
        settings.packs = packs.map { URL(filePath: $0) }
        settings.lexicons = lexicons.map { URL(filePath: $0) }
        settings.examMap = examMap.map { URL(filePath: $0) }
        settings.formats = format.split(separator: ",").map(String.init)
        settings.allVerdicts = allVerdicts
        settings.keepsIdentifiers = identifiers == .keep
        settings.keyFile = keyFile.map { URL(filePath: $0) }
        settings.editionName = edition
        settings.previous = previous.map { URL(filePath: $0) }
        settings.dispositions = dispositions.map { URL(filePath: $0) }
        settings.waivers = waivers.map { URL(filePath: $0) }
        settings.maxRejectedPercent = maxRejected
        if let jobs { settings.jobs = jobs }
        return settings
    }
}
