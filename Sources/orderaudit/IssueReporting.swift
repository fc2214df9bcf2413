import ArgumentParser
import AuditModel
import Foundation

/// Runs a command's work, tells its issues on standard error, and ends with the exit status of the interface.
func reportingIssues(_ work: () throws(AuditIssues) -> [AuditIssue]) throws {
    do throws(AuditIssues) {
        tell(try work())
    } catch {
        tell(error.issues)
        throw error.exitCode
    }
}

/// Writes issues to standard error, one a line.
func tell(_ issues: [AuditIssue]) {
    guard !issues.isEmpty else { return }
    FileHandle.standardError.write(Data((issues.map(\.description).joined(separator: "\n") + "\n").utf8))
}

extension AuditIssues {
    var exitCode: ExitCode {
        switch subject {
        case .input: ExitCode(2)
        case .knowledge: ExitCode(3)
        case .usage: ExitCode(64)
        case .output: ExitCode(74)
        case .books: ExitCode(70)
        }
    }
}
