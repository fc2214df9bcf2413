import AuditModel

/// Merges order lines into studies: one session per modality where the lines share an accession, lie within the merge
/// window, or share a date without clock times (specification 1.4, T9).
struct SessionBuilder {
    let table: OrderTable
    let mergeMinutes: Int

    /// Studies in time order, and their rows one after another.
    func studies(of rows: Range<Int>) -> (studies: [Study], lines: [Int]) {
        var studies: [Study] = []
        studies.reserveCapacity(rows.count)
        // The study of each row, by the order in which studies began.
        var numbers: [Int] = []
        numbers.reserveCapacity(rows.count)
        for row in rows {
            let placed = table.rows[row].placed
            let status = table.rows[row].status
            let number = Int(table.rows[row].exam)
            let (modality, kind) = (table.exams[number].modality, table.exams[number].kind)
            if kind == .diagnostic, modality != .other,
                let index = session(of: row, modality, status, among: studies, numbers, from: rows.lowerBound)
            {
                numbers.append(index)
                if placed < studies[index].moment { studies[index].moment = placed }
                studies[index].soleExam = nil
            } else {
                numbers.append(studies.count)
                studies.append(
                    Study(
                        lines: 0..<0, moment: placed, modality: modality, kind: kind, status: status,
                        soleExam: table.rows[row].exam))
            }
        }
        return arranged(studies, numbers, from: rows.lowerBound)
    }

    /// The latest study begun that a row continues.
    private func session(
        of row: Int, _ modality: Modality, _ status: OrderStatus, among studies: [Study], _ numbers: [Int],
        from first: Int
    ) -> Int? {
        var index = studies.count - 1
        while index >= 0 {
            if studies[index].modality == modality, studies[index].kind == .diagnostic, studies[index].status == status
            {
                for place in numbers.indices where numbers[place] == index && isSameSession(first + place, row) {
                    return index
                }
            }
            index -= 1
        }
        return nil
    }

    /// In time order, at one moment in table order; with each study's rows in its stretch of lines.
    private func arranged(_ studies: [Study], _ numbers: [Int], from first: Int) -> (studies: [Study], lines: [Int]) {
        // Without a session of several lines, and with rows in time order, everything stands where it belongs.
        var isArranged = studies.count == numbers.count
        for index in studies.indices.dropFirst() where studies[index].moment < studies[index - 1].moment {
            isArranged = false
        }
        var result = studies
        if isArranged {
            for index in result.indices { result[index].lines = index..<index + 1 }
            return (result, Array(first..<first + numbers.count))
        }
        var lines: [Int] = []
        lines.reserveCapacity(numbers.count)
        let order = studies.indices.sorted { a, b in
            studies[a].moment != studies[b].moment ? studies[a].moment < studies[b].moment : a < b
        }
        for (place, number) in order.enumerated() {
            result[place] = studies[number]
            let start = lines.count
            for index in numbers.indices where numbers[index] == number { lines.append(first + index) }
            result[place].lines = start..<lines.count
        }
        return (result, lines)
    }

    private func isSameSession(_ a: Int, _ b: Int) -> Bool {
        let accession = table.rows[a].accessionHash
        if accession != 0, accession == table.rows[b].accessionHash { return true }
        let (first, second) = (table.rows[a].placed, table.rows[b].placed)
        guard first.isKnown, second.isKnown else { return false }
        if let minutes = first.minutes(since: second) { return abs(minutes) <= mergeMinutes }
        return first.day == second.day
    }
}
