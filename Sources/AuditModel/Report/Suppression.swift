/// Which cells of one row may be shown beside their total: nil where suppressed.
///
/// Every cell from one to below `minimum` is suppressed; then the smallest others until those suppressed are at least
/// two and together reach `minimum`, so that the total gives none of them away (complementary suppression). Nought
/// tells of nobody and stays.
public func suppressed(_ cells: [Int], minimum: Int) -> [Int?] {
    var shown: [Int?] = cells.map { (1..<minimum).contains($0) ? nil : $0 }
    let rising = cells.indices.sorted { (cells[$0], $0) < (cells[$1], $1) }
    for index in rising where cells[index] >= minimum {
        let hidden = cells.indices.filter { shown[$0] == nil }
        guard !hidden.isEmpty else { break }
        if hidden.count >= 2, hidden.reduce(0, { $0 + cells[$1] }) >= minimum { break }
        shown[index] = nil
    }
    return shown
}
