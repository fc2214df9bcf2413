/// Findings or verdicts in reading order as the lines of their table, fetched when they are asked for, so that a million
/// of them take no more memory than a few.
public struct FindingLines: Sendable {
    public let count: Int
    private let fetch: @Sendable (Int, inout [UInt8]) throws(AuditIssues) -> Void

    /// `fetch` writes the line with a number behind what is there already; it throws where the line can no longer be read.
    public init(count: Int, fetch: @escaping @Sendable (Int, inout [UInt8]) throws(AuditIssues) -> Void) {
        self.count = count
        self.fetch = fetch
    }

    /// Appends the line of the finding with this number in reading order. Throws where it can no longer be read.
    public func append(_ number: Int, to bytes: inout [UInt8]) throws(AuditIssues) { try fetch(number, &bytes) }
}
