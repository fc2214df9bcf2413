import AuditModel
import LocatedYAML

/// A pack whose files have been parsed, before it is known what words they may use.
package struct ParsedPack: Sendable {
    let source: PackSource
    private let values: [String: Result<YAMLValue, AuditIssues>]

    /// Parses the files of packs while the calling thread does `other`.
    package static func parse<Other>(
        _ sources: [PackSource], beside other: () -> Other
    ) -> (packs: [ParsedPack], other: Other) {
        let files = sources.indices.flatMap { pack in sources[pack].parsable.map { (pack: pack, file: $0) } }
        let (done, other) = ParallelParts.both(
            {
                ParallelParts.done(files.count, jobs: .max) { number in
                    let (pack, file) = files[number]
                    return Result { () throws(AuditIssues) in
                        try YAMLValue(
                            parsing: file.text, file: file.path,
                            without: sources[pack].readsExamples ? [] : PackWords.authorKeys)
                    }
                }
            }, other)
        var values = [[String: Result<YAMLValue, AuditIssues>]](repeating: [:], count: sources.count)
        for (entry, done) in zip(files, done) { values[entry.pack][entry.file.path] = done }
        return (zip(sources, values).map { ParsedPack(source: $0, values: $1) }, other)
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
