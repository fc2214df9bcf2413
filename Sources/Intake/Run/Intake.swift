package import AuditModel
import CSVReading

/// Reads exports into one order table: every row is an order, a duplicate, superseded, or quarantined.
///
/// Throws when a source cannot be used at all, with everything that is wrong with all of them. The result does not
/// depend on the order of rows, how they are split into files, or the number of jobs.
package func intake<Reader: OrderTextReading & SendableMetatype>(
    _ sources: [InputSource], settings: IntakeSettings, makeReader: @escaping @Sendable () -> Reader
) throws(AuditIssues) -> IntakeResult {
    let spellings = try Spellings.shipped()
    let meanings = RowMeanings(spellings: spellings, profile: settings.profile, site: settings.statusWords)
    var files = try openSources(sources, settings: settings, spellings: spellings)
    var reading = try ChunkedReading(files: files, settings: settings, meanings: meanings)
    var chunks = try reading.run(makeReader: makeReader)
    for (index, digest) in reading.digests.enumerated() { files[index].input.sha256 = digest }

    let archive = SourceArchive(files: files, maxRecordBytes: settings.maxRecordBytes)
    var assembly = RunAssembly(
        files: files.map(\.input), dataLines: files.map(\.dataLine), rows: chunks.reduce(0) { $0 + $1.table.rows.count }
    )
    for index in chunks.indices {
        assembly.append(chunks[index].table, file: chunks[index].file)
        // Given back at once, so that no row is held twice for long.
        chunks[index].table = ChunkTable()
    }
    let placeholders = try assembly.settleDates(profile: settings.profile, columns: files.map(\.columns))
    return assembly.finish(archive: archive, meanings: meanings, placeholders: placeholders)
}

/// Opens every source and finds its table; throws the issues of all that cannot be used.
func openSources(
    _ sources: [InputSource], settings: IntakeSettings, spellings: Spellings
) throws(AuditIssues) -> [SourceFile] {
    var issues: [AuditIssue] = []
    var files: [SourceFile] = []
    if sources.isEmpty { issues.append(AuditIssue(.error, "no input file is given")) }
    if sources.count > Int(UInt16.max) {
        issues.append(
            AuditIssue(.error, "\(sources.count) files are given; at most \(UInt16.max) can be read together"))
    }
    for source in sources where issues.count < 100 {
        do throws(AuditIssues) {
            files.append(try SourceFile(opening: source, settings: settings, spellings: spellings))
        } catch {
            issues += error.issues
        }
    }
    guard issues.isEmpty else { throw AuditIssues(.input, issues) }
    return files
}
