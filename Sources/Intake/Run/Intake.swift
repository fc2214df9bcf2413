package import AuditModel
import CMemoryTrim
import CSVReading

/// Reads exports into one order table: every row is an order, a duplicate, superseded, or quarantined.
///
/// Throws when a source cannot be used at all, with everything that is wrong with all of them. The result does not
/// depend on the order of rows, how they are split into files, or the number of jobs.
package func intake<Reader: OrderTextReading & SendableMetatype>(
    _ sources: [InputSource], settings: IntakeSettings, makeReader: @escaping @Sendable () -> Reader
) throws(AuditIssues) -> IntakeResult {
    let spellings = try Spellings.shipped()
    let opened = try openSources(sources, settings: settings, spellings: spellings)
    return try intake(opened, settings: settings, spellings: spellings, makeReader: makeReader)
}

/// The same for one file that is already open.
func intake<Reader: OrderTextReading & SendableMetatype>(
    opened file: ByteFile, name: String, settings: IntakeSettings, makeReader: @escaping @Sendable () -> Reader
) throws(AuditIssues) -> IntakeResult {
    let spellings = try Spellings.shipped()
    let source = try SourceFile(file, name: name, encoding: nil, settings: settings, spellings: spellings)
    return try intake(OpenedSources(files: [source]), settings: settings, spellings: spellings, makeReader: makeReader)
}

private func intake<Reader: OrderTextReading & SendableMetatype>(
    _ opened: OpenedSources, settings: IntakeSettings, spellings: Spellings,
    makeReader: @escaping @Sendable () -> Reader
) throws(AuditIssues) -> IntakeResult {
    var files = opened.files
    let meanings = RowMeanings(spellings: spellings, profile: settings.profile, site: settings.statusWords)
    var reading = try ChunkedReading(files: files, settings: settings, meanings: meanings)
    var assembly = try reading.run(makeReader: makeReader)
    if try reopen(assembly.misread, of: &files, settings: settings, spellings: spellings) {
        assembly = RunAssembly(files: [])
        reading = try ChunkedReading(files: files, settings: settings, meanings: meanings)
        assembly = try reading.run(makeReader: makeReader)
    }
    for (index, digest) in reading.digests.enumerated() {
        files[index].input.sha256 = digest
        assembly.table.files[index].sha256 = digest
    }
    let archive = SourceArchive(files: files, maxRecordBytes: settings.maxRecordBytes)
    assembly.replace(opened.replaced)
    let obstacles = assembly.otherTables + assembly.overfull(files.map(\.columns))
    guard obstacles.isEmpty else { throw AuditIssues(.input, obstacles) }
    try assembly.layIntoFiles()
    // What reading needed is spread thinly over the heap; what follows needs the room.
    malloc_trim(0)
    let dates = try assembly.settleDates(columns: files.map(\.columns))
    return try assembly.finish(archive: archive, meanings: meanings, dates: dates, jobs: settings.jobs)
}

/// Opens those of the files again that turned out not to be UTF-8 further down than their encoding was detected. True:
/// there were some.
private func reopen(
    _ misread: Set<Int>, of files: inout [SourceFile], settings: IntakeSettings, spellings: Spellings
) throws(AuditIssues) -> Bool {
    var isChanged = false
    for index in misread.sorted() where settings.profile?.encoding == nil {
        let source = files[index]
        guard source.text.encoding == .utf8, source.origins.isEmpty else { continue }
        let detected = try reading(source.input.name) { () throws(ReadingError) in
            try TextEncoding.detect(all: source.file)
        }
        guard detected.isClear else { throw SourceFile.unclearEncoding(detected.encoding, name: source.input.name) }
        if detected.encoding == .utf8 { continue }
        files[index] = try SourceFile(
            source.text.original, name: source.input.name, encoding: .windows1252, settings: settings,
            spellings: spellings)
        isChanged = true
    }
    return isChanged
}

/// The files of a run, and the places of records that a given `quarantine.csv` replaces.
struct OpenedSources {
    var files: [SourceFile]
    var replaced: Set<MendedRecords.Place> = []
}

/// Opens every source and finds its table; throws the issues of all that cannot be used.
func openSources(
    _ sources: [InputSource], settings: IntakeSettings, spellings: Spellings
) throws(AuditIssues) -> OpenedSources {
    var issues: [AuditIssue] = []
    var opened = OpenedSources(files: [])
    var mended: [MendedRecords.Table] = []
    if sources.isEmpty { issues.append(AuditIssue(.error, "no input file is given")) }
    if sources.count > Int(UInt16.max) / 2 {
        issues.append(
            AuditIssue(.error, "\(sources.count) files are given; at most \(UInt16.max / 2) can be read together"))
    }
    for source in sources where issues.count < 100 {
        do throws(AuditIssues) {
            let file = try reading(source.name) { () throws(ReadingError) in try source.open() }
            if let table = try MendedRecords.open(file, name: source.name) {
                mended.append(table)
            } else {
                opened.files.append(
                    try SourceFile(file, name: source.name, encoding: nil, settings: settings, spellings: spellings))
            }
        } catch {
            issues += error.issues
        }
    }
    MendedRecords.settle(&mended)
    let exports = opened.files
    for table in mended where issues.isEmpty {
        do throws(AuditIssues) {
            let records = try MendedRecords(table, among: exports, settings: settings, spellings: spellings)
            opened.replaced.formUnion(records.replaced)
            opened.files += records.sources
        } catch {
            issues += error.issues
        }
    }
    guard issues.isEmpty else { throw AuditIssues(.input, issues) }
    return opened
}
