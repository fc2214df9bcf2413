import ArgumentParser
import AuditModel
import AuditPipeline
import Foundation

/// The options of every command that audits: what is read, what it covers, and what is known.
struct AuditOptions: ParsableArguments {
    enum Identifiers: String, CaseIterable, ExpressibleByArgument { case pseudonym, keep }

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

    @Option(help: "Patient identifiers in outputs: pseudonym or keep.")
    var identifiers = Identifiers.pseudonym

    @Option(help: "Key of the pseudonyms; made if it does not exist. (default: your own, in ~/.config/orderaudit)")
    var keyFile: String?

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

    func settings(for files: [String]) -> AuditSettings {
        var settings = AuditSettings(inputs: files)
        settings.profile = profile
        settings.period = period.flatMap { Period($0) }
        settings.coverageStart = coverageStart.flatMap { Day(iso: $0) }
        settings.dataCutoff = dataCutoff.flatMap { Day(iso: $0) }
        settings.siteFile = site.map { URL(filePath: $0) }
        settings.packs = packs.map { URL(filePath: $0) }
        settings.lexicons = lexicons.map { URL(filePath: $0) }
        settings.examMap = examMap.map { URL(filePath: $0) }
        settings.keepsIdentifiers = identifiers == .keep
        settings.keyFile = keyFile.map { URL(filePath: $0) }
        settings.maxRejectedPercent = maxRejected
        if let jobs { settings.jobs = jobs }
        return settings
    }
}
