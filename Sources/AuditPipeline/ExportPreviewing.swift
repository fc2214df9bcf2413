package import AuditModel
import Foundation
import Intake

/// `orderaudit preview` and `profiles`: how an export would be read, and the profile that makes it right.
package enum ExportPreviewing {
    /// What `preview` prints. `showsValues` adds cell contents, which are patient data.
    package static func preview(
        _ input: String, profile: String?, showsValues: Bool
    ) throws(AuditIssues) -> (text: String, isUsable: Bool) {
        let preview = try look(at: input, profile: profile)
        let text = PreviewText(preview: preview, input: input, profile: profile, showsValues: showsValues)
        return (text.text, text.isUsable)
    }

    /// A profile for the export as YAML, with what could be found and places for what could not.
    package static func draft(for input: String) throws(AuditIssues) -> String {
        ProfileDraft(try look(at: input, profile: nil)).text
    }

    private static func look(at input: String, profile: String?) throws(AuditIssues) -> ExportPreview {
        var settings = IntakeSettings(jobs: ProcessInfo.processInfo.activeProcessorCount)
        if let profile { settings.profile = try Profile.named(profile) }
        let source = input == "-" ? InputSource.standardInput : .file(path: input)
        return try ExportPreview(source, settings: settings, makeReader: { UnreadTexts() })
    }

    /// The shipped profiles: name and title.
    package static func list() throws(AuditIssues) -> [(name: String, title: String)] {
        try Profile.shipped().map { ($0.name, $0.title) }
    }

    /// A shipped profile's own text.
    package static func show(_ name: String) throws(AuditIssues) -> String { try Profile.text(named: name) }

    /// Checks shipped profiles, or the one given, against their own example rows. Returns what it checked.
    package static func check(_ name: String?) throws(AuditIssues) -> [String] {
        let profiles: [Profile]
        if let name { profiles = [try Profile.named(name)] } else { profiles = try Profile.shipped() }
        var lines: [String] = []
        var issues: [AuditIssue] = []
        for profile in profiles {
            do throws(AuditIssues) {
                let rows = try profile.checkExample(makeReader: { UnreadTexts() })
                lines.append(
                    rows == 0
                        ? "\(profile.name): well-formed; it has no example rows"
                        : "\(profile.name): well-formed; \(rows) example rows are orders")
            } catch {
                issues += error.issues
            }
        }
        guard issues.isEmpty else { throw AuditIssues(.knowledge, issues) }
        return lines
    }
}

/// Leaves texts unread: a preview is about columns and rows.
struct UnreadTexts: OrderTextReading {
    mutating func read(
        indication: Span<UInt8>, priorFinding: Span<UInt8>, icd10: Span<UInt8>, ordered: Moment,
        into facts: inout FactTable
    ) -> UInt32 { 0 }
}
