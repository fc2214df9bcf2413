import AuditModel
import Dispatch
import Foundation
import Synchronization

/// A report folder on disk. It is built beside its place under a hidden name and then takes the place in one step,
/// so that a reader sees the old report or the new one and a failure leaves the old one alone.
struct ReportFolder: Sendable {
    /// Present in every report folder; tells one from a folder that must not be replaced.
    static let marker = QuarantineTable.fileName

    private let place: URL
    private var files: FileManager { FileManager.default }

    init(at folder: URL) {
        // A link to a folder stays a link: what it points to is replaced.
        place = folder.standardizedFileURL.resolvingSymlinksInPath()
    }

    /// Throws issues of subject `output`.
    func write(_ contents: [ReportFile]) throws(AuditIssues) {
        try checkPlace()
        let draft = place.deletingLastPathComponent()
            .appending(path: ".\(place.lastPathComponent).\(ProcessInfo.processInfo.globallyUniqueString)")
        do {
            try files.createDirectory(
                at: draft, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            try writeAll(contents, into: draft)
            try carryForeignFiles(into: draft, except: Set(contents.map(\.name)))
            try files.setAttributes([.posixPermissions: 0o755], ofItemAtPath: draft.path)
            try FolderSwap(draft: draft, place: place).perform()
        } catch {
            // The failure itself is what the user hears of; a draft that stays behind is only untidy.
            try? files.removeItem(at: draft)
            if let issues = error as? AuditIssues { throw issues }
            throw AuditIssues(.output, [AuditIssue(.error, file: place.path, Self.reason(error))])
        }
    }

    /// Side by side: the page is drawn while the tables are written. Throws what the first file that failed throws.
    private func writeAll(_ contents: [ReportFile], into draft: URL) throws {
        let failures = Mutex<[Int: any Error]>([:])
        let group = DispatchGroup()
        for index in contents.indices {
            DispatchQueue.global().async(group: group) {
                do {
                    try write(contents[index], into: draft)
                } catch {
                    failures.withLock { $0[index] = error }
                }
            }
        }
        group.wait()
        if let first = failures.withLock({ $0.min { $0.key < $1.key } }) { throw first.value }
    }

    private func write(_ file: ReportFile, into draft: URL) throws {
        let path = draft.appending(path: file.name).path
        guard files.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]),
            let handle = FileHandle(forWritingAtPath: path)
        else { throw CocoaError(.fileWriteUnknown) }
        do {
            var sink = FileSink(handle)
            try file.write(&sink)
            try sink.flush()
            try handle.synchronize()
        } catch {
            // Closing adds nothing to the error that stopped the writing.
            try? handle.close()
            throw error
        }
        try handle.close()
        if !file.holdsIdentifiers { try files.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path) }
    }

    /// A place that is free, empty, or an earlier report may be written; anything else belongs to somebody.
    private func checkPlace() throws(AuditIssues) {
        var isFolder: ObjCBool = false
        guard unsafe files.fileExists(atPath: place.path, isDirectory: &isFolder) else { return }
        func refuse(_ message: String) throws(AuditIssues) -> Never {
            throw AuditIssues(.output, [AuditIssue(.error, file: place.path, message)])
        }
        guard isFolder.boolValue else { try refuse("is a file; the report needs a folder") }
        let entries: [String]
        do {
            entries = try files.contentsOfDirectory(atPath: place.path)
        } catch {
            try refuse(Self.reason(error))
        }
        guard entries.isEmpty || entries.contains(Self.marker) else {
            try refuse("holds files but no earlier report; name an empty or a new folder")
        }
    }

    /// What a reader has put beside the report, such as reviewers' dispositions, stays with it.
    private func carryForeignFiles(into draft: URL, except written: Set<String>) throws {
        guard files.fileExists(atPath: place.path) else { return }
        for name in try files.contentsOfDirectory(atPath: place.path)
        where !written.contains(name) && !Self.ownNames.contains(name) {
            try files.copyItem(at: place.appending(path: name), to: draft.appending(path: name))
        }
    }

    /// Files of an earlier run that this run may not write, such as `verdicts.csv`, must not outlive it.
    private static let ownNames: Set<String> = [
        marker, PageFormat.fileName, TableFormat.findingsName, TableFormat.verdictsName, SummaryFormat.fileName,
    ]

    /// The system's own word for what went wrong where there is one: it names no path twice and no content.
    private static func reason(_ error: any Error) -> String {
        let cause = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError ?? error as NSError
        return "could not write the report: \(cause.localizedDescription)"
    }
}
