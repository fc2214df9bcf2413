import ArgumentParser
import AuditModel
import AuditPipeline
import Foundation

/// The options of every command that audits: what is read, what it covers, and what is known.
struct AuditOptions: ParsableArguments {
    enum Identifiers: String, CaseIterable, ExpressibleByArgument { case pseudonym, keep }

    @Option(
        help: ArgumentHelp(
            "Column mapping: a shipped profile's name or a file. (default: found from the header)",
            valueName: "name|file"))
    var profile: String?

    @Option(
        help: ArgumentHelp(
            "Orders judged: 2026-10, 2026, or 2026-01-15..2026-03-31; all others give history only. (default: everything)",
            valueName: "period"))
    var period: String?

    @Option(
        help: ArgumentHelp(
            "First day the exports cover. (default: first performed date in the files)", valueName: "date"))
    var coverageStart: String?

    @Option(
        help: ArgumentHelp("Last day the exports cover. (default: last performed date in the files)", valueName: "date")
    )
    var dataCutoff: String?

    @Option(
        help: ArgumentHelp(
            "Local decisions: departments of the specialist board, rule switches and caps, partner sites, status words.",
            valueName: "file"))
    var site: String?

    @Option(
        help: ArgumentHelp(
            "Folder of rule packs, beside the shipped ones or instead of one of the same name.", valueName: "dir"))
    var packs: [String] = []

    @Option(help: ArgumentHelp("Folder of lexicons, added to the shipped ones.", valueName: "dir"))
    var lexicons: [String] = []

    @Option(help: ArgumentHelp("CSV that says what local exam codes and names mean.", valueName: "file"))
    var examMap: String?

    @Option(help: "Patient identifiers in outputs: pseudonym or keep.")
    var identifiers = Identifiers.pseudonym

    @Option(
        help: ArgumentHelp(
            "Key of the pseudonyms; made if it does not exist. (default: your own, in ~/.config/orderaudit)",
            valueName: "file"))
    var keyFile: String?

    @Option(help: ArgumentHelp("Share of unusable rows, in percent, above which the run fails.", valueName: "percent"))
    var maxRejected = 5.0

    @Option(
        help: ArgumentHelp(
            "What the order table may take of memory, such as 500M; one that needs more lies in temporary files (in TMPDIR, readable by you alone, gone with the run), the result is the same. (default: unbounded)",
            valueName: "size"))
    var memory: String?

    @Option(help: ArgumentHelp("Threads. (default: cores)", valueName: "number"))
    var jobs: Int?

    func validate() throws {
        if let period, Period(period) == nil {
            throw ValidationError(Period.complaint(about: period))
        }
        for (name, text) in [("--coverage-start", coverageStart), ("--data-cutoff", dataCutoff)] {
            if let text, Day(iso: text) == nil {
                throw ValidationError("\(name) '\(text)' is not a date like 2026-03-31")
            }
        }
        if let from = coverageStart.flatMap({ Day(iso: $0) }), let to = dataCutoff.flatMap({ Day(iso: $0) }), from > to
        {
            throw ValidationError("--coverage-start lies behind --data-cutoff")
        }
        if let memory, ByteSize(memory) == nil {
            throw ValidationError("--memory '\(memory)' is not a size like 500M or 2G")
        }
        if let jobs, jobs < 1 { throw ValidationError("--jobs must be 1 or more") }
        if !(0...100).contains(maxRejected) { throw ValidationError("--max-rejected must lie between 0 and 100") }
    }

    func settings(for files: [String]) -> AuditSettings {
        var settings = AuditSettings(inputs: files)
        settings.progress = ProgressLine.show
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
        settings.memory = memory.flatMap { ByteSize($0) }
        if let jobs { settings.jobs = jobs }
        return settings
    }
}
