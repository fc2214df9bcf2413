import AuditModel

/// The worklist and its cases as compact JSON for the page's script: every text once, referred to by its number.
struct PageData {
    /// Unpacked size beyond which the page stops taking cases: a browser reads as much in a fraction of a second.
    static let byteLimit = 24_000_000

    private var numbers: [String: Int] = [:]
    private var strings: [UInt8] = []
    private var clauseNumbers: [String: Int] = [:]
    private var clauses: [UInt8] = []
    private var findings = NumberLists()
    private var dispositions = NumberLists()
    private(set) var count = 0

    var size: Int { strings.count + clauses.count + findings.bytes.count }

    var json: String {
        "{\"s\":[" + String(decoding: strings, as: UTF8.self) + "],\"f\":["
            + String(decoding: findings.bytes, as: UTF8.self)
            + "],\"c\":[" + String(decoding: clauses, as: UTF8.self) + "],\"d\":["
            + String(decoding: dispositions.bytes, as: UTF8.self) + "]}"
    }

    /// The order of values is that of `Finding` in `worklist.js`.
    mutating func add(_ model: CaseModel) {
        count += 1
        let row = model.finding
        open()
        for text in [
            row.id, row.ruleID, row.ruleLabel, row.ruleTitle, row.verdictTitle, row.verdictClass, row.reason,
            row.reasonText, row.confidence, row.patient, row.orderID, row.exam, row.lesion, row.department, row.site,
            row.day, row.change, row.facts, row.waiver, model.message, model.caveat ?? "", model.orderIDs,
        ] { add(text) }
        list(model.facts) { data, fact in
            data.add(fact.label)
            data.add(fact.value)
        }
        if let record = model.record { add(record) }
        close()
    }

    /// In the order of `DispositionTable.columns`.
    mutating func add(_ disposition: Disposition) {
        dispositions.open()
        for cell in disposition.cells { dispositions.add(number(of: cell)) }
        dispositions.close()
    }

    private mutating func add(_ record: CaseRecord) {
        open()
        add(record.axis.judgedPlace)
        add(record.axis.windowStart)
        add(record.axis.windowWidth)
        list(record.axis.legend) { $0.add($1) }
        for ticks in [record.axis.ticks, record.axis.edges] {
            list(ticks) { data, tick in
                data.add(tick.place)
                data.add(tick.label)
            }
        }
        list(record.marks) { data, mark in
            data.open()
            data.add(mark.place)
            for text in [
                mark.when, mark.offset, mark.shape, mark.status, mark.modality, mark.exam, mark.orderID, mark.role,
                mark.roleText,
                mark.learned,
            ] { data.add(text) }
            data.list(mark.texts) { data, text in
                data.open()
                data.add(text.field)
                data.list(text.pieces) { data, piece in
                    data.add(piece.text)
                    data.add(piece.isQuoted ? 1 : 0)
                }
                data.close()
            }
            data.close()
        }
        for clauses in [record.decided, record.unknown, record.ruledOut] {
            list(clauses) { $0.add($0.number(of: $1)) }
        }
        list(record.explanations) { $0.add($1) }
        list(record.clues) { $0.add($1) }
        close()
    }

    /// Rules say the same of many patients: a clause with all below it is written once and referred to by its number.
    private mutating func number(of clause: ClauseModel) -> Int {
        let parts = clause.parts.map { number(of: $0) }
        var lists = NumberLists()
        lists.open()
        for text in [clause.lead, clause.clause, clause.mark, clause.state, clause.found] {
            lists.add(number(of: text))
        }
        lists.open()
        for ground in clause.grounds {
            lists.open()
            lists.add(ground.mark)
            lists.add(number(of: ground.field))
            lists.add(number(of: ground.words))
            lists.close()
        }
        lists.close()
        lists.open()
        for part in parts { lists.add(part) }
        lists.close()
        lists.close()
        let written = String(decoding: lists.bytes, as: UTF8.self)
        if let known = clauseNumbers[written] { return known }
        let next = clauseNumbers.count
        clauseNumbers[written] = next
        if next > 0 { clauses.append(UInt8(ascii: ",")) }
        clauses.append(contentsOf: written.utf8)
        return next
    }

    private mutating func open() { findings.open() }

    private mutating func close() { findings.close() }

    private mutating func list<Item>(_ items: [Item], _ each: (inout PageData, Item) -> Void) {
        open()
        for item in items { each(&self, item) }
        close()
    }

    private mutating func add(_ number: Int) { findings.add(number) }

    private mutating func add(_ text: String) { add(number(of: text)) }

    private mutating func number(of text: String) -> Int {
        if let known = numbers[text] { return known }
        let next = numbers.count
        numbers[text] = next
        if next > 0 { strings.append(UInt8(ascii: ",")) }
        appendQuoted(text)
        return next
    }

    private mutating func appendQuoted(_ text: String) {
        strings.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                strings.append(UInt8(ascii: "\\"))
                strings.append(byte)
            case 0..<32: strings.append(contentsOf: "\\u00\(byte < 16 ? "0" : "1")\(String(byte & 15, radix: 16))".utf8)
            default: strings.append(byte)
            }
        }
        strings.append(UInt8(ascii: "\""))
    }
}
