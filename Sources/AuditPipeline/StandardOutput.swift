package import AuditModel
import Foundation
import SystemPackage

/// Where results go that no option names a file for. One that does not arrive whole is a failure of subject `output`.
package enum StandardOutput {
    package static func write(_ bytes: [UInt8]) throws(AuditIssues) {
        do {
            try FileDescriptor.standardOutput.writeAll(bytes)
        } catch {
            throw failed("\(error)")
        }
    }

    /// What is printed waits in a buffer, so that a full disk shows only here.
    package static func finish() throws(AuditIssues) {
        guard fflush(nil) == 0 else { throw failed("\(Errno(rawValue: errno))") }
    }

    private static func failed(_ why: String) -> AuditIssues {
        AuditIssues(.output, [AuditIssue(.error, "standard output cannot be written: \(why)")])
    }
}
