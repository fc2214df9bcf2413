import AuditModel

/// Merges order lines into studies: one session per modality where the lines share an accession, lie within the merge
/// window, or share a date without clock times (specification 1.4, T9).
struct SessionBuilder {
    let table: OrderTable
    let mergeMinutes: Int

    func studies(of rows: Range<Int>) -> [Study] {
        var studies: [Study] = []
        for row in rows {
            let order = table.rows[row]
            let exam = table.exams[Int(order.exam)]
            let mergeable = exam.kind == .diagnostic && exam.modality != .other
            if mergeable,
                let index = studies.lastIndex(where: { study in
                    study.modality == exam.modality && study.kind == .diagnostic && study.status == order.status
                        && study.rows.contains { isSameSession(table.rows[$0], order) }
                })
            {
                studies[index].rows.append(row)
                if order.placed < studies[index].moment { studies[index].moment = order.placed }
            } else {
                studies.append(
                    Study(
                        rows: [row], moment: order.placed, modality: exam.modality, kind: exam.kind,
                        status: order.status))
            }
        }
        return studies.sorted { a, b in a.moment != b.moment ? a.moment < b.moment : a.rows[0] < b.rows[0] }
    }

    private func isSameSession(_ a: OrderRow, _ b: OrderRow) -> Bool {
        if a.accessionHash != 0, a.accessionHash == b.accessionHash { return true }
        guard a.placed.isKnown, b.placed.isKnown else { return false }
        if let minutes = a.placed.minutes(since: b.placed) { return abs(minutes) <= mergeMinutes }
        return a.placed.day == b.placed.day
    }
}
