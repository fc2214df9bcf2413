package import AuditModel
package import Foundation
import Reporting

/// What a user asks of one audit; the options of `orderaudit run`.
package struct AuditSettings: Sendable {
    /// Files, folders, or `-`.
    package var inputs: [String]
    /// Nil: `Reports/<period or run date>`.
    package var out: URL?
    /// Name of a shipped profile or path of one; nil: columns are found from the header.
    package var profile: String?
    /// Orders judged; nil: all.
    package var period: Period?
    package var coverageStart: Day?
    package var dataCutoff: Day?
    package var siteFile: URL?
    /// Folders of rule packs beside the shipped ones.
    package var packs: [URL] = []
    package var lexicons: [URL] = []
    package var examMap: URL?
    package var formats: [String]
    package var allVerdicts = false
    package var keepsIdentifiers = false
    package var keyFile: URL?
    /// Folder of an earlier report, to tell new findings from known ones.
    package var previous: URL?
    /// Reviewers' decisions on earlier findings.
    package var dispositions: URL?
    package var waivers: URL?
    /// `reviewer` or `shared`.
    package var editionName = "reviewer"
    /// Share of quarantined rows, in percent, above which the run fails.
    package var maxRejectedPercent = AuditSettings.usualMaxRejectedPercent
    package var jobs: Int
    /// What the order table may take of memory; nil: as much as it needs.
    package var memory: ByteSize?
    /// Told what the run is about to do; for somebody who waits.
    package var progress: @Sendable (Stage) -> Void = { _ in }
    /// The moment the run takes as now, in seconds since 1970; from `SOURCE_DATE_EPOCH` where that is set.
    package var now: Date

    /// What a run is busy with, in the order in which it is.
    package enum Stage: Sendable, Equatable {
        case reading
        case judging(orders: Int)
        case writing(findings: Int)
        case done
    }

    package static let usualMaxRejectedPercent = 5.0

    package init(inputs: [String], jobs: Int = ProcessInfo.processInfo.activeProcessorCount, now: Date = .reference) {
        self.inputs = inputs
        formats = ReportFormats.names
        self.jobs = max(1, jobs)
        self.now = now
    }
}

/// The days whose verdicts a report is about, both inside.
package struct Period: Sendable, Equatable {
    package var from: Day
    package var to: Day
    /// As the user wrote it.
    package var name: String

    /// `2026-10`, `2026`, or `2026-01-01..2026-06-30`; nil where it is none of these.
    package init?(_ text: String) {
        let ends = text.components(separatedBy: "..")
        guard ends.count <= 2, let from = Period.day(ends[0], isEnd: false),
            let to = Period.day(ends[ends.count - 1], isEnd: true), from <= to
        else { return nil }
        self.from = from
        self.to = to
        name = ends.count == 2 ? "\(ends[0]) to \(ends[1])" : text
    }

    /// From its name in a report; nil where that covers everything.
    package init?(named name: String) {
        self.init(name.replacing(" to ", with: ".."))
    }

    /// Why a text is no period.
    package static func complaint(about text: String) -> String {
        "--period '\(text)' is not a month like 2026-10, a year, or two days FROM..TO like 2026-01-15..2026-03-31, the first no later than the second"
    }

    package func contains(_ day: Day) -> Bool { from <= day && day <= to }

    private static func day(_ text: String, isEnd: Bool) -> Day? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard (1...3).contains(parts.count), !parts.contains(nil) else { return nil }
        let numbers = parts.compactMap { $0 }
        let year = numbers[0]
        if numbers.count == 3 { return Day(year: year, month: numbers[1], day: numbers[2]) }
        let month = numbers.count == 2 ? numbers[1] : isEnd ? 12 : 1
        guard isEnd else { return Day(year: year, month: month, day: 1) }
        let next = month == 12 ? Day(year: year + 1, month: 1, day: 1) : Day(year: year, month: month + 1, day: 1)
        guard (1...12).contains(month) else { return nil }
        return next?.advanced(by: -1)
    }
}

extension Date {
    /// Now, or what `SOURCE_DATE_EPOCH` says, so that the same input gives the same bytes.
    package static var reference: Date {
        ProcessInfo.processInfo.environment["SOURCE_DATE_EPOCH"].flatMap { TimeInterval($0) }
            .map(Date.init(timeIntervalSince1970:)) ?? Date()
    }

    var day: Day { Day(number: Int32(clamping: Int((timeIntervalSince1970 / 86400).rounded(.down)))) }
}
