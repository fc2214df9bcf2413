import AuditModel

/// Puts the tables of all stretches together and settles what only the whole run can tell.
struct RunAssembly: Sendable {
    var table = OrderTable()
    /// What was read, until it is put in order.
    var rows = PatientParts()
    var rejected: [ChunkTable.Rejected] = []
    var evidence = ColumnEvidence()
    var reconciliation = Reconciliation()
    var unknownStatuses = 0
    var blankStatuses = 0
    var unknownStatusWords: Set<String> = []
    var shortenedAccessions = 0
    var swallowing = 0
    var firstSwallowing: (file: Int, line: UInt32)?
    /// Files in which bytes were seen that are not UTF-8.
    var misread: Set<Int> = []
    private var examNumbers: [ExamName: UInt32] = [:]
    /// By thread.
    private var seen: [SeenNumbers] = []
    private var lineBase: UInt32 = 0
    private var lastFile = -1
    private var departments = WordNumbers()
    private var performingSites = WordNumbers()
    private var patientClasses = WordNumbers()
    private let dataLines: [UInt32]
    private(set) var spill: TableSpill?
    var lines: [LineAccount]
    var otherTables: [AuditIssue] = []

    init(files: [SourceFile], memory: MemoryBound? = nil) {
        spill = memory.map(TableSpill.init)
        table.files = files.map(\.input)
        dataLines = files.map(\.dataLine)
        lines = files.map { source in
            var account = LineAccount(file: source.input.name)
            account.preamble = source.preambleLines
            account.header = source.headerLines
            account.blank = source.blankLines
            account.superseded = source.replacedLines
            return account
        }
        for source in files {
            reconciliation.rowsRead += source.replacedRows
            reconciliation.superseded += source.replacedRows
        }
    }

    /// Lines of a file before the stretch that comes next.
    func linesBefore(stretchOf file: Int) -> UInt32 { file == lastFile ? lineBase : dataLines[file] - 1 }

    /// Adds the next stretch; stretches come in the order of the files. Throws where a table that is too big for memory
    /// can not be laid into files.
    mutating func append(_ chunk: ChunkTable, file: Int) throws(AuditIssues) {
        lineBase = linesBefore(stretchOf: file)
        lastFile = file
        deal(chunk, facts: table.facts.append(contentsOf: chunk.facts))
        try layIntoFiles()
        for var record in chunk.rejected {
            record.span.line += lineBase
            rejected.append(record)
        }
        for line in chunk.otherTables {
            otherTables.append(
                AuditIssue(
                    file: table.files[file].name, line: Int(line + lineBase),
                    "another table with other columns seems to begin here; put it into a file of its own"))
        }
        lines[file].order += chunk.orderLines
        lines[file].header += chunk.headerLines
        lines[file].blank += chunk.blankLines
        evidence = evidence + chunk.evidence
        unknownStatuses += chunk.unknownStatuses
        blankStatuses += chunk.blankStatuses
        unknownStatusWords.formUnion(chunk.unknownStatusWords)
        shortenedAccessions += chunk.shortenedAccessions
        swallowing += chunk.swallowing
        if firstSwallowing == nil, let line = chunk.firstSwallowing { firstSwallowing = (file, line + lineBase) }
        if chunk.isInvalid { misread.insert(file) }
        reconciliation.malformedCodes += chunk.malformedCodes
        let rows = chunk.rows.count + chunk.rejected.count
        table.files[file].rows += rows
        reconciliation.rowsRead += rows
        reconciliation.repaired += chunk.repaired
        lineBase += chunk.lines
        lines[file].total = Int(lineBase)
    }

    /// Adds a stretch's rows with the run's numbers and lines.
    private mutating func deal(_ chunk: borrowing ChunkTable, facts: [UInt32]) {
        while seen.count <= chunk.reader { seen.append(SeenNumbers()) }
        var known = SeenNumbers()
        swap(&known, &seen[chunk.reader])
        for var read in chunk.rows {
            read.row.exam = known.exams.number(of: read.row.exam) {
                let (code, description) = chunk.words.exams.pairs[Int(read.row.exam)]
                return number(
                    of: ExamName(
                        code: chunk.words.examCodes.string(code),
                        description: chunk.words.examDescriptions.string(description)))
            }
            read.row.department = known.departments.number(of: read.row.department) {
                departments.number(of: chunk.words.departments.string(Int(read.row.department)))
            }
            read.row.performingSite = known.performingSites.number(of: read.row.performingSite) {
                performingSites.number(of: chunk.words.performingSites.string(Int(read.row.performingSite)))
            }
            read.row.patientClass = known.patientClasses.number(of: read.row.patientClass) {
                patientClasses.number(of: chunk.words.patientClasses.string(Int(read.row.patientClass)))
            }
            read.row.facts = facts[Int(read.row.facts)]
            read.row.source.line += lineBase
            rows.append(read)
        }
        swap(&known, &seen[chunk.reader])
        departments.note(chunk.words.departments.count)
        performingSites.note(chunk.words.performingSites.count)
        patientClasses.note(chunk.words.patientClasses.count)
    }

    /// Lays what was read into temporary files where it takes more memory than it may.
    mutating func layIntoFiles() throws(AuditIssues) {
        guard var spill, spill.exceeds(rows.bytes + table.facts.bytes) else { return }
        try rows.withNewBlocks { (block) throws(AuditIssues) in try spill.lay(&block) }
        try table.facts.withColumns { (entries, statements, mentions) throws(AuditIssues) in
            try spill.lay(&entries)
            try spill.lay(&statements)
            try spill.lay(&mentions)
        }
        self.spill = spill
    }

    /// Records that were given again, put right, give way to these.
    mutating func replace(_ places: Set<MendedRecords.Place>) {
        if places.isEmpty { return }
        rows.removeAll { read in
            let place = MendedRecords.Place(file: Int(read.row.source.file), line: read.row.source.line)
            guard places.contains(place) else { return false }
            reconciliation.superseded += 1
            lines[place.file].order -= Int(read.lines)
            lines[place.file].superseded += Int(read.lines)
            return true
        }
        rejected.removeAll { record in
            let place = MendedRecords.Place(file: Int(record.span.file), line: record.span.line)
            guard places.contains(place) else { return false }
            reconciliation.superseded += 1
            lines[place.file].superseded += Int(record.lines)
            return true
        }
    }

    /// So many exams no hospital has; going on would read each and fill memory.
    private static let mostExams = 1 << 18

    /// A column has more different words than a run can tell apart.
    var isOverfull: Bool {
        table.examNames.count > Self.mostExams || departments.isFull || performingSites.isFull || patientClasses.isFull
    }

    func overfull(_ columns: [ColumnMap]) -> [AuditIssue] {
        func issue(_ field: CanonicalField, _ most: Int, _ advice: String) -> AuditIssue {
            AuditIssue(
                file: table.files.count == 1 ? table.files[0].name : "",
                "column \(heading(of: field, columns)): has more than \(most) different words, too many for "
                    + "\(field.rawValue); \(advice)")
        }
        var issues = [
            (CanonicalField.department, departments), (.performingSite, performingSites),
            (.patientClass, patientClasses),
        ].filter(\.1.isFull).map { field, _ in
            issue(
                field, WordNumbers.most,
                "is it another column? Name that one in a profile, or leave the field out of it, "
                    + "constants: { \(field.rawValue): '' }")
        }
        if table.examNames.count > Self.mostExams {
            let field = columns.contains { $0.has(.examDescription) } ? CanonicalField.examDescription : .examCode
            issues.append(
                issue(
                    field, Self.mostExams,
                    "is it another column, to be named in a profile, or is a quote missing in the file?"))
        }
        return issues
    }

    private mutating func number(of name: ExamName) -> UInt32 {
        if let number = examNumbers[name] { return number }
        let number = UInt32(table.examNames.count)
        examNumbers[name] = number
        table.examNames.append(name)
        return number
    }

    /// New numbers of exams and dictionary words that depend on nothing but themselves, by those given while reading;
    /// the dictionaries are put in order.
    mutating func numberByContent() -> RowNumbers {
        let order = table.examNames.indices.sorted {
            (table.examNames[$0].code, table.examNames[$0].description)
                < (table.examNames[$1].code, table.examNames[$1].description)
        }
        var exams = [UInt32](repeating: 0, count: order.count)
        for (new, old) in order.enumerated() { exams[old] = UInt32(new) }
        table.examNames = order.map { table.examNames[$0] }
        let numbers = RowNumbers(
            exams: exams, departments: departments.sort(), performingSites: performingSites.sort(),
            patientClasses: patientClasses.sort())
        table.departments = departments.words
        table.performingSites = performingSites.words
        table.patientClasses = patientClasses.words
        return numbers
    }
}
