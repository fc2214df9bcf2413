import AuditModel
import Crypto
import Foundation

/// Keyed names for patients and findings: HMAC-SHA-256, the same for the same key, told to nobody.
struct Pseudonyms {
    /// Has taken in the key; copied for every name.
    private let keyed: HMAC<SHA256>

    /// Takes the key from `file`, or from the user's own, which is made with mode 0600 when it is not there yet.
    init(keyFile file: URL?) throws(AuditIssues) {
        let url: URL
        if let file { url = file } else { url = try Pseudonyms.ownKeyFile() }
        if !FileManager.default.fileExists(atPath: url.path) { try Pseudonyms.makeKey(at: url) }
        guard let data = try? Data(contentsOf: url), data.count >= 16 else {
            throw AuditIssues(
                .usage, [AuditIssue(file: url.path, "a key file must be readable and hold at least 16 bytes")])
        }
        keyed = HMAC<SHA256>(key: SymmetricKey(data: data))
    }

    /// Words to be named, which can not be run into each other; its room serves for name after name.
    struct Words {
        fileprivate var bytes: [UInt8] = []

        /// `kind` tells names of patients from those of findings.
        mutating func begin(_ kind: String) {
            bytes.removeAll(keepingCapacity: true)
            add(kind)
        }

        mutating func add(_ word: String) {
            bytes.append(digitsOf: word.utf8.count)
            bytes.append(UInt8(ascii: ":"))
            bytes.append(contentsOf: word.utf8)
        }
    }

    /// The name of these words, which is written as 16 hexadecimal digits.
    func code(of words: Words) -> UInt64 {
        var code = keyed
        code.update(data: words.bytes)
        // The first eight bytes; read at once, because a digest is slow to walk.
        return unsafe code.finalize().withUnsafeBytes { unsafe $0.loadUnaligned(as: UInt64.self).bigEndian }
    }

    /// Tells one key from another, not what either is: written beside names, so that only names of one key are compared.
    var mark: String {
        var words = Words()
        words.begin("key")
        return String(hexadecimal(code(of: words)).prefix(8))
    }

    private static func ownKeyFile() throws(AuditIssues) -> URL {
        let environment = ProcessInfo.processInfo.environment
        if let folder = environment["XDG_CONFIG_HOME"], !folder.isEmpty {
            return URL(filePath: folder).appending(path: "orderaudit/pseudonym.key")
        }
        guard let home = environment["HOME"], !home.isEmpty else {
            throw AuditIssues(
                .usage,
                [AuditIssue(.error, "there is no home folder to keep a pseudonym key in; name one with --key-file")])
        }
        return URL(filePath: home).appending(path: ".config/orderaudit/pseudonym.key")
    }

    private static func makeKey(at url: URL) throws(AuditIssues) {
        let bytes = unsafe SymmetricKey(size: .bits256).withUnsafeBytes { unsafe Data($0) }
        do {
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            guard
                FileManager.default.createFile(
                    atPath: url.path, contents: bytes, attributes: [.posixPermissions: 0o600])
            else { throw CocoaError(.fileWriteUnknown) }
        } catch {
            throw AuditIssues(
                .output,
                [AuditIssue(file: url.path, "the pseudonym key can not be written; name another with --key-file")])
        }
    }
}
