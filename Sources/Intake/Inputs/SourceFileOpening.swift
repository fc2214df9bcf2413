import AuditModel
import CSVReading

extension SourceFile {
    /// Finds encoding, dialect, header and columns of an open file. Throws what keeps it from being used. `encoding`
    /// overrides what the profile says and the bytes show.
    init(
        _ original: ByteFile, name: String, encoding: TextEncoding?, settings: IntakeSettings, spellings: Spellings
    ) throws(AuditIssues) {
        func issue(_ message: String, line: Int = 0) -> AuditIssues {
            AuditIssues(.input, [AuditIssue(file: name, line: line, message)])
        }
        if original.size == 0 { throw issue("is empty; expected a header line and orders") }
        let profile = settings.profile
        let text = try reading(name) { () throws(ReadingError) in
            try TextFile(original, encoding: encoding ?? profile?.encoding)
        }
        guard text.isEncodingClear else { throw Self.unclearEncoding(text.encoding, name: name) }
        guard let (layout, header) = Self.bestLayout(text, profile: profile, spellings: spellings) else {
            throw issue("holds only blank lines; expected a header line and orders")
        }
        let rows = layout.rows
        let headerRows = rows[header.first..<(header.first + header.count)]
        let headerLine = rows[header.first].line
        if let problem = Self.problem(with: header.columns, profile: profile) {
            throw issue(problem, line: headerLine)
        }
        if !Self.isStated(profile), layout.instructionLines == 0,
            let rival = RivalLayout(of: layout, header, text: text, spellings: spellings)
        {
            throw issue(
                "could be read in two ways about as well; say which in a profile, \(rival.line) or \(rival.otherLine)")
        }
        let above = rows[..<header.first]
        let behind = header.first + header.count
        guard rows[behind...].contains(where: { !$0.isBlank }) || !layout.isWhole(of: text.text.size) else {
            throw issue("has a header and no orders", line: headerLine)
        }
        self.text = text
        self.layout = layout
        columns = header.columns
        widths = Self.widths(header.columns, rows[behind...])
        dataOffset = UInt64(rows[behind - 1].end)
        let headerStart = UInt64(rows[header.first].start)
        self.header = try reading(name) { () throws(ReadingError) in
            try text.text.bytes(at: headerStart, count: rows[behind - 1].end - rows[header.first].start)
        }
        headerLines = headerRows.reduce(0) { $0 + $1.lines }
        blankLines = above.count(where: \.isBlank)
        preambleLines = layout.instructionLines + above.reduce(0) { $0 + ($1.isBlank ? 0 : $1.lines) }
        dataLine = UInt32(clamping: headerLine + headerLines)
        input = InputFile(
            name: name, bytes: original.size, sha256: "", encoding: text.encoding.rawValue,
            profile: columns.origin(profile: profile), rows: 0)
    }

    /// Whether a profile says how the file is delimited or quoted.
    private static func isStated(_ profile: Profile?) -> Bool {
        profile?.delimiter != nil || profile?.quote != nil || profile?.escape != nil
    }

    static func unclearEncoding(_ likeliest: TextEncoding, name: String) -> AuditIssues {
        let names = TextEncoding.allCases.map(\.rawValue).joined(separator: ", ")
        return AuditIssues(
            .input,
            [
                AuditIssue(
                    file: name,
                    "its encoding is not clear: some letters fit none or several; say it in a profile, such as "
                        + "encoding: \(likeliest.rawValue) (one of \(names))")
            ])
    }

    /// The layout whose header is understood: the standard dialect where it fits without a doubt, then the detected one,
    /// then the usual others.
    static func bestLayout(
        _ text: TextFile, profile: Profile?, spellings: Spellings
    ) -> (TableLayout, HeaderSearch)? {
        func attempt(_ dialect: Dialect?) -> (TableLayout, HeaderSearch)? {
            let layout = TableLayout(
                sample: text.sample, isWhole: text.isSampleWhole, offset: text.offset, dialect: dialect)
            return HeaderSearch(layout, profile: profile, spellings: spellings).map { (layout, $0) }
        }
        let stated = Self.isStated(profile) ? profile?.dialect(detected: attempt(nil)?.0.dialect ?? .standard) : nil
        if stated == nil, let usual = attempt(.standard), usual.1.columns.isSufficient, usual.0.isRegular {
            return usual
        }
        let detected = attempt(stated)
        if stated != nil || detected?.1.columns.isSufficient == true { return detected }
        for delimiter in [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09, UInt8(ascii: "|")] {
            if let other = attempt(Dialect(delimiter: delimiter)), other.1.columns.isSufficient { return other }
        }
        return detected
    }

    /// Rows may have one empty cell more than the header if most have it, or lack the header's last, empty one. A few longer
    /// rows are no habit of the export: a delimiter in an unquoted text gives the same shape and moves what stands behind it.
    private static func widths(_ columns: ColumnMap, _ rows: ArraySlice<SampleRows.Row>) -> (usual: Int, other: Int) {
        let width = columns.width
        let longer = rows.filter { $0.cells.count == width + 1 }
        if longer.count * 2 > rows.count, longer.allSatisfy({ $0.cells.last?.isEmpty == true }) {
            return (width + 1, width)
        }
        if columns.headings.last?.isEmpty == true, rows.count(where: { $0.cells.count == width - 1 }) * 2 > rows.count {
            return (width - 1, width)
        }
        return (width, width)
    }

    /// Why the columns do not do, in words that begin with what the file has.
    private static func problem(with columns: ColumnMap, profile: Profile?) -> String? {
        if !columns.missing.isEmpty {
            let named = columns.missing.map { name in
                let nearest = nearestWord(to: name, among: columns.headings).map { ", perhaps '\($0)'" } ?? ""
                return "'\(name)'\(nearest)"
            }
            return "the profile names columns that the header does not have: \(named.joined(separator: "; "))"
        }
        if columns.headings.starts(with: ["finding_id", "rule_id"]) {
            return "is a list of findings that a report holds, not of orders"
        }
        if columns.known == 0 {
            return "no known column in the header; name the columns in a profile (orderaudit profiles init FILE)"
        }
        guard !columns.lacking.isEmpty else { return nil }
        return "the header has no column for \(columns.lacking.joined(separator: ", ")); "
            + "name it in a profile (orderaudit profiles init FILE)"
    }
}

extension Profile {
    /// What the profile says, and what was detected of the rest.
    fileprivate func dialect(detected: Dialect) -> Dialect {
        let isDetected = delimiter == nil || delimiter == detected.delimiter
        return Dialect(
            delimiter: delimiter ?? detected.delimiter,
            quote: quote ?? (isDetected ? detected.quote : UInt8(ascii: "\"")),
            escape: escape ?? (isDetected && (quote == nil || quote == detected.quote) ? detected.escape : .doubled),
            skipsSpaces: detected.skipsSpaces)
    }
}

extension InputSource {
    /// The bytes as they come; standard input is spooled.
    func open() throws(ReadingError) -> ByteFile {
        switch self {
        case .file(let path): try ByteFile(path: path)
        case .standardInput: try ByteFile(spoolingStandardInput: ())
        }
    }
}
