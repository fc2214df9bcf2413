package import AuditModel
import Foundation

/// Where an export comes from.
package enum InputSource: Sendable, Hashable {
    case file(path: String)
    case standardInput

    /// As messages and reports call it: the file's own name, never a folder above it.
    package var name: String {
        switch self {
        case .file(let path): URL(filePath: path).lastPathComponent
        case .standardInput: "standard input"
        }
    }

    /// The sources that arguments name: files, `-`, and the exports in folders, in the order of their names. Throws an
    /// issue for every argument that names nothing readable.
    package static func sources(from arguments: [String]) throws(AuditIssues) -> [InputSource] {
        var sources: [InputSource] = []
        var issues: [AuditIssue] = []
        let files = FileManager.default
        for argument in arguments {
            if argument == "-" {
                sources.append(.standardInput)
                continue
            }
            var isFolder: ObjCBool = false
            guard unsafe files.fileExists(atPath: argument, isDirectory: &isFolder) else {
                issues.append(AuditIssue(file: argument, "there is no such file"))
                continue
            }
            guard isFolder.boolValue else {
                sources.append(.file(path: argument))
                continue
            }
            guard let held = try? files.contentsOfDirectory(atPath: argument) else {
                issues.append(AuditIssue(file: argument, "the folder cannot be read"))
                continue
            }
            let names = held.filter(isExport).sorted()
            if names.isEmpty {
                issues.append(AuditIssue(file: argument, "the folder holds no .csv, .tsv, .txt or .gz file"))
            }
            sources += names.map { .file(path: "\(argument)/\($0)") }
        }
        if sources.count(where: { $0 == .standardInput }) > 1 {
            issues.append(AuditIssue(.error, "standard input (-) can be read only once"))
        }
        guard issues.isEmpty else { throw AuditIssues(.input, issues) }
        return sources
    }

    private static func isExport(_ name: String) -> Bool {
        guard !name.hasPrefix(".") else { return false }
        let lower = name.lowercased()
        let plain = lower.hasSuffix(".gz") ? String(lower.dropLast(3)) : lower
        return ["csv", "tsv", "txt", "psv"].contains { plain.hasSuffix("." + $0) } && plain != "quarantine.csv"
    }
}
