import AuditModel

/// Puts the tables of all stretches together and settles what only the whole run can tell.
struct RunAssembly: Sendable {
    var table = OrderTable()
    var pending: [ChunkTable.Pending] = []
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
    private var lineBase: UInt32 = 0
    private var lastFile = -1
    private var departments = WordNumbers()
    private var performingSites = WordNumbers()
    private var patientClasses = WordNumbers()
    private let dataLines: [UInt32]
    private var spill: TableSpill?
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

    /// Adds the next of `total` stretches; stretches come in the order of the files. Throws where a table that is too
    /// big for memory can not be laid into files.
    mutating func append(_ chunk: ChunkTable, file: Int, ofAll total: Int) throws(AuditIssues) {
        lineBase = linesBefore(stretchOf: file)
        lastFile = file
        if table.rows.isEmpty {
            // Room that is not needed is never touched; growing would hold all rows twice.
            let expected = total == 1 ? chunk.rows.count : (chunk.rows.count + chunk.rows.count / 16) * total
            table.rows.reserveCapacity(expected)
            pending.reserveCapacity(expected)
        }
        try layIntoFiles()
        let exams = chunk.exams.pairs.map { code, description in
            number(
                of: ExamName(
                    code: chunk.examCodes.string(code), description: chunk.examDescriptions.string(description)))
        }
        let departmentNumbers = departments.numbers(of: chunk.departments)
        let siteNumbers = performingSites.numbers(of: chunk.performingSites)
        let classNumbers = patientClasses.numbers(of: chunk.patientClasses)
        let facts = table.facts.append(contentsOf: chunk.facts)
        for var row in chunk.rows {
            row.source.line += lineBase
            row.exam = exams[Int(row.exam)]
            row.department = departmentNumbers[Int(row.department)]
            row.performingSite = siteNumbers[Int(row.performingSite)]
            row.patientClass = classNumbers[Int(row.patientClass)]
            row.facts = facts[Int(row.facts)]
            table.rows.append(row)
        }
        pending.append(contentsOf: chunk.pending)
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
        lines[file].order += chunk.pending.reduce(0) { $0 + Int($1.lines) }
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

    /// Lays the table into temporary files where it takes more memory than it may.
    mutating func layIntoFiles() throws(AuditIssues) {
        guard var spill else { return }
        let rows = table.rows.capacity * MemoryLayout<OrderRow>.stride
        let needs = pending.capacity * MemoryLayout<ChunkTable.Pending>.stride
        guard spill.exceeds(rows + needs + table.facts.bytes) else { return }
        try spill.lay(&table.rows)
        try spill.lay(&pending)
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
        var kept = 0
        for index in table.rows.indices {
            let source = table.rows[index].source
            if places.contains(MendedRecords.Place(file: Int(source.file), line: source.line)) {
                reconciliation.superseded += 1
                lines[Int(source.file)].order -= Int(pending[index].lines)
                lines[Int(source.file)].superseded += Int(pending[index].lines)
                continue
            }
            table.rows[kept] = table.rows[index]
            pending[kept] = pending[index]
            kept += 1
        }
        table.rows.removeLast(table.rows.count - kept)
        pending.removeLast(pending.count - kept)
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

    /// New numbers of exams and dictionary words that depend on nothing but themselves; the dictionaries are put in order.
    mutating func numberByContent() -> ContentNumbers {
        let order = table.examNames.indices.sorted {
            (table.examNames[$0].code, table.examNames[$0].description)
                < (table.examNames[$1].code, table.examNames[$1].description)
        }
        var exams = [UInt32](repeating: 0, count: order.count)
        for (new, old) in order.enumerated() { exams[old] = UInt32(new) }
        table.examNames = order.map { table.examNames[$0] }
        let numbers = ContentNumbers(
            exams: exams, departments: departments.sort(), performingSites: performingSites.sort(),
            patientClasses: patientClasses.sort())
        table.departments = departments.words
        table.performingSites = performingSites.words
        table.patientClasses = patientClasses.words
        return numbers
    }
}

/// New numbers by the numbers that rows were given while reading.
struct ContentNumbers {
    var exams: [UInt32]
    var departments: [UInt16]
    var performingSites: [UInt16]
    var patientClasses: [UInt16]

    func renumber(_ row: inout OrderRow) {
        row.exam = exams[Int(row.exam)]
        row.department = departments[Int(row.department)]
        row.performingSite = performingSites[Int(row.performingSite)]
        row.patientClass = patientClasses[Int(row.patientClass)]
    }
}

/// A run's dictionary of one column; number 0 is the empty word.
struct WordNumbers: Sendable {
    /// Words a dictionary may have.
    static let most = Int(UInt16.max) + 1

    private(set) var words = [""]
    private var numbers: [String: UInt16] = ["": 0]
    /// There were more words than the dictionary may have; a run can not go on without them.
    private(set) var isFull = false

    /// This dictionary's number of every word of a stretch's.
    mutating func numbers(of interner: ByteInterner) -> [UInt16] {
        (0..<interner.count).map { index in
            let word = interner.string(index)
            if let number = numbers[word] { return number }
            guard let number = UInt16(exactly: words.count) else {
                isFull = true
                return 0
            }
            numbers[word] = number
            words.append(word)
            return number
        }
    }

    /// Puts the words in order, the empty one first, and returns every word's new number by its old one.
    mutating func sort() -> [UInt16] {
        let order = words.indices.sorted { words[$0] < words[$1] }
        var numbers = [UInt16](repeating: 0, count: words.count)
        for (new, old) in order.enumerated() { numbers[old] = UInt16(new) }
        words = order.map { words[$0] }
        return numbers
    }
}
