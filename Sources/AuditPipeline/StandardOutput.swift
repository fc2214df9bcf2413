package import AuditModel
import SystemPackage

/// Where results go that no option names a file for. One that does not arrive whole is a failure of subject `output`; the
/// standard library's `print` would lose what a full disk does not take without a word.
package enum StandardOutput {
    package static func print(_ text: String, terminator: String = "\n") throws(AuditIssues) {
        try write(Array((text + terminator).utf8))
    }

    package static func write(_ bytes: [UInt8]) throws(AuditIssues) {
        do {
            try FileDescriptor.standardOutput.writeAll(bytes)
        } catch {
            throw AuditIssues(.output, [AuditIssue(.error, "standard output cannot be written: \(error)")])
        }
    }
}
