package import AuditModel
import Yams

extension YAMLValue {
    /// Parses one YAML document. Throws `AuditIssues` with the line and column of the first syntax error or of every
    /// repeated key. Anchors and aliases are resolved by the parser.
    ///
    /// What stands behind the keys `without` of the document itself, a mapping in block style, is passed over unread, as
    /// if nothing stood there.
    package init(parsing text: String, file: String, without keys: [String] = []) throws(AuditIssues) {
        let node: Node?
        do {
            node = try Yams.compose(yaml: keys.isEmpty ? text : text.emptied(behind: keys), .basic)
        } catch let error as YamlError {
            throw AuditIssues(.knowledge, [error.issue(file: file)])
        } catch {
            throw AuditIssues(.knowledge, [AuditIssue(file: file, "not readable as YAML")])
        }
        var issues: [AuditIssue] = []
        if let node {
            self.init(node, file: file, issues: &issues)
        } else {
            self.init(content: .null, file: file, line: 1, column: 1)
        }
        guard issues.isEmpty else { throw AuditIssues(.knowledge, issues) }
    }

    private init(_ node: Node, file: String, issues: inout [AuditIssue]) {
        let mark = node.mark
        let content: Content
        switch node {
        case .scalar(let scalar):
            let isEmpty = scalar.style == .plain && ["", "~", "null"].contains(scalar.string)
            content = isEmpty ? .null : .scalar(scalar.string)
        case .sequence(let sequence):
            content = .sequence(sequence.map { YAMLValue($0, file: file, issues: &issues) })
        case .mapping(let mapping):
            var entries: [YAMLEntry] = []
            var seen: Set<String> = []
            for (key, value) in mapping {
                let (line, column) = (key.mark?.line ?? 0, key.mark?.column ?? 0)
                guard let name = key.scalar?.string else {
                    issues.append(AuditIssue(file: file, line: line, column: column, "a key must be a plain word"))
                    continue
                }
                if !seen.insert(name).inserted {
                    issues.append(AuditIssue(file: file, line: line, column: column, "key '\(name)' stands twice"))
                }
                entries.append(
                    YAMLEntry(
                        key: name, line: line, column: column, value: YAMLValue(value, file: file, issues: &issues)))
            }
            content = .mapping(entries)
        case .alias:
            issues.append(
                AuditIssue(file: file, line: mark?.line ?? 0, column: mark?.column ?? 0, "alias without its anchor"))
            content = .null
        }
        self.init(content: content, file: file, line: mark?.line ?? 1, column: mark?.column ?? 1)
    }
}

extension String {
    /// With all lines as many as before, but those empty that belong to one of `keys` at the left margin.
    fileprivate func emptied(behind keys: [String]) -> String {
        let starts = keys.map { Array("\($0):".utf8) }
        var kept: [UInt8] = []
        kept.reserveCapacity(utf8.count)
        var isPassedOver = false
        for line in utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            if !kept.isEmpty || line.startIndex > startIndex { kept.append(UInt8(ascii: "\n")) }
            // A value is indented, a comment, or a list at the margin.
            if let first = line.first, first != 0x20, first != UInt8(ascii: "#"), first != UInt8(ascii: "-") {
                let start = starts.first { line.starts(with: $0) }
                isPassedOver = start != nil
                if let start { kept += start }
            }
            if !isPassedOver { kept += line }
        }
        return String(decoding: kept, as: UTF8.self)
    }
}

extension YamlError {
    fileprivate func issue(file: String) -> AuditIssue {
        switch self {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            AuditIssue(file: file, line: mark.line, column: mark.column, problem)
        case .duplicatedKeysInMapping(let duplicates, let context):
            AuditIssue(
                file: file, line: context.mark.line, column: context.mark.column,
                "keys stand twice: \(duplicates.joined(separator: ", "))")
        default:
            AuditIssue(file: file, "not readable as YAML")
        }
    }
}
