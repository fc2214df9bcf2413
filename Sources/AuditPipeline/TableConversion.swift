package import AuditModel
import CSVReading
import Foundation
import Intake
import SystemPackage

/// `orderaudit convert`: any CSV file as clean CSV.
package enum TableConversion {
    /// Writes the records of `input`, a file or `-`, to `path`, whole or not at all, and returns what a person should
    /// know of it.
    package static func convert(_ input: String, to path: String) throws(AuditIssues) -> [AuditIssue] {
        let path = try place(path)
        let source = input == "-" ? InputSource.standardInput : .file(path: input)
        let partial = path + ".partial-\(ProcessInfo.processInfo.processIdentifier)"
        let output: FileDescriptor
        do {
            output = try FileDescriptor.open(
                FilePath(partial), .writeOnly, options: [.create, .truncate, .closeOnExec],
                permissions: [.ownerReadWrite])
        } catch {
            throw AuditIssues(.output, [AuditIssue(file: path, "cannot be written: \(error)")])
        }
        var isDone = false
        defer {
            try? output.close()
            if !isDone { try? FileManager.default.removeItem(atPath: partial) }
        }
        let table: CleanTable
        let account: CleanTable.Account
        var writeFailure: (any Error)?
        do throws(ReadingError) {
            let file =
                switch source {
                case .file(let path): try ByteFile(path: path)
                case .standardInput: try ByteFile(spoolingStandardInput: ())
                }
            table = try CleanTable(file)
            account = try table.write { (bytes) throws(ReadingError) in
                do {
                    try output.writeAll(bytes)
                } catch {
                    writeFailure = error
                    throw ReadingError("cannot be written")
                }
            }
        } catch {
            if let writeFailure {
                throw AuditIssues(.output, [AuditIssue(file: path, "cannot be written: \(writeFailure)")])
            }
            throw AuditIssues(.input, [AuditIssue(file: source.name, error.message)])
        }
        do {
            try FileManager.default.moveReplacing(partial, to: path)
            isDone = true
        } catch {
            throw AuditIssues(.output, [AuditIssue(file: path, "cannot be written")])
        }
        return notes(table, account, source.name)
    }

    /// The file that `path` leads to, over links. Throws where something other than a file stands there: it would be lost.
    private static func place(_ path: String) throws(AuditIssues) -> String {
        let path = URL(filePath: path).resolvingSymlinksInPath().path(percentEncoded: false)
        let type = (try? FileManager.default.attributesOfItem(atPath: path))?[.type] as? FileAttributeType
        guard let type, type != .typeRegular else { return path }
        let what = type == .typeDirectory ? "is a folder; name a file" : "is no file that can be replaced; name another"
        throw AuditIssues(.output, [AuditIssue(file: path, what)])
    }

    private static func notes(_ table: CleanTable, _ account: CleanTable.Account, _ name: String) -> [AuditIssue] {
        func note(_ count: Int, _ what: String) -> AuditIssue? {
            count == 0 ? nil : AuditIssue(.note, file: name, "\(count) \(what)")
        }
        let encoding =
            table.text.encoding == .utf8
            ? nil : AuditIssue(.note, file: name, "read as \(table.text.encoding.rawValue)")
        return [
            encoding, note(account.preambleLines, "lines above the table left out"),
            note(account.repeatedHeaderLines, "repeated header lines left out"),
            note(account.footerLines, "lines below the table left out"),
            note(account.blankLines, "blank lines left out"),
            note(account.repaired, "records with a stray quote, kept as text"),
        ].compactMap(\.self)
    }
}

extension FileManager {
    /// Gives `path` the file at `partial` in one step.
    fileprivate func moveReplacing(_ partial: String, to path: String) throws {
        guard unsafe rename(partial, path) == 0 else { throw CocoaError(.fileWriteUnknown) }
    }
}
