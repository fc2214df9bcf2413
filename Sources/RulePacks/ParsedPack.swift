import AuditModel
import LocatedYAML

/// A pack whose files have been parsed, before it is known what words they may use.
package struct ParsedPack: Sendable {
    let source: PackSource
    private let values: [String: Result<YAMLValue, AuditIssues>]

    /// Parses the files of packs on all threads; one of these does `other` first.
    package static func parse<Other: Sendable>(
        _ sources: [PackSource], beside other: @Sendable () -> Other
    ) -> (packs: [ParsedPack], other: Other) {
        let files = sources.indices.flatMap { pack in sources[pack].parsable.map { (pack: pack, file: $0) } }
        let done = ParallelParts.done(files.count + 1, jobs: .max) {
            number -> (Other?, Result<YAMLValue, AuditIssues>?) in
            if number == 0 { return (other(), nil) }
            let (pack, file) = files[number - 1]
            let value = Result { () throws(AuditIssues) in
                try YAMLValue(
                    parsing: file.text, file: file.path,
                    without: sources[pack].readsExamples ? [] : PackWords.authorKeys)
            }
            return (nil, value)
        }
        var values = [[String: Result<YAMLValue, AuditIssues>]](repeating: [:], count: sources.count)
        for (entry, done) in zip(files, done.dropFirst()) { values[entry.pack][entry.file.path] = done.1 }
        return (zip(sources, values).map { ParsedPack(source: $0, values: $1) }, done.first?.0 ?? other())
    }

    /// Throws what is wrong with the file as YAML.
    func value(of file: PackFile) throws(AuditIssues) -> YAMLValue {
        guard let value = values[file.path] else { return try YAMLValue(parsing: file.text, file: file.path) }
        return try value.get()
    }
}

extension PackSource {
    /// What is parsed for its rules; lexicons are read elsewhere.
    fileprivate var parsable: [PackFile] { [manifest, reasons, sentences].compactMap(\.self) + rules }
}
