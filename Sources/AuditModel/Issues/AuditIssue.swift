/// One problem, told to the person who can mend it: where it stands, what was expected. Never holds a cell's content.
public struct AuditIssue: Error, Hashable, Sendable {
    public enum Severity: UInt8, Sendable { case note, warning, error }

    public var severity: Severity
    /// File or pack path as the user knows it; empty where the problem has no file.
    public var file: String
    /// From 1; 0 where there is none.
    public var line: Int
    public var column: Int
    public var message: String

    public init(_ severity: Severity = .error, file: String = "", line: Int = 0, column: Int = 0, _ message: String) {
        self.severity = severity
        self.file = file
        self.line = line
        self.column = column
        self.message = message
    }
}

extension AuditIssue: CustomStringConvertible {
    /// `rules/r1.yaml:12:5: error: unknown concept ...`
    public var description: String {
        var place = file
        if line > 0 { place += ":\(line)" }
        if column > 0 { place += ":\(column)" }
        let kind =
            switch severity {
            case .note: "note"
            case .warning: "warning"
            case .error: "error"
            }
        return place.isEmpty ? "\(kind): \(message)" : "\(place): \(kind): \(message)"
    }
}

/// Several problems found together; thrown so that the reader sees all of them at once.
public struct AuditIssues: Error, Sendable {
    /// What was being read, which decides the exit status.
    public enum Subject: Sendable {
        case input, knowledge, output, usage
        /// The program's own figures do not add up.
        case books
    }

    public var subject: Subject
    public var issues: [AuditIssue]

    public init(_ subject: Subject, _ issues: [AuditIssue]) {
        self.subject = subject
        self.issues = issues
    }
}
