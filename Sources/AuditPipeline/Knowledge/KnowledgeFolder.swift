import AuditModel
import Foundation
import RulePacks

/// Reads YAML files that a user points at.
enum KnowledgeFolder {
    /// All `.yaml` files below a folder, or the one file named, by their path from it. Throws where there are none.
    static func files(in url: URL, subject: String) throws(AuditIssues) -> [PackFile] {
        var isFolder: ObjCBool = false
        guard unsafe FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) else {
            throw AuditIssues(.knowledge, [AuditIssue(file: url.path, "there is no such file or folder of \(subject)")])
        }
        guard isFolder.boolValue else { return [PackFile(path: url.lastPathComponent, text: try text(of: url))] }
        let names = (FileManager.default.enumerator(atPath: url.path)?.compactMap { $0 as? String } ?? [])
            .filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }.sorted()
        guard !names.isEmpty else {
            throw AuditIssues(.knowledge, [AuditIssue(file: url.path, "the folder holds no .yaml file of \(subject)")])
        }
        var files: [PackFile] = []
        for name in names { files.append(PackFile(path: name, text: try text(of: url.appending(path: name)))) }
        // A folder that is itself one pack gives its name to its files.
        let isPack = names.contains { $0 == "pack.yaml" || !$0.contains("/") }
        return isPack
            ? files.map { PackFile(path: "\(url.lastPathComponent)/\($0.path)", text: $0.text) } : files
    }

    static func text(of url: URL) throws(AuditIssues) -> String {
        guard let data = try? Data(contentsOf: url) else {
            throw AuditIssues(.knowledge, [AuditIssue(file: url.path, "can not be read")])
        }
        guard let text = String(data: data, encoding: .utf8) else {
            throw AuditIssues(.knowledge, [AuditIssue(file: url.path, "is not UTF-8 text")])
        }
        return text
    }
}
