/// Findings or verdicts in reading order that are made when they are asked for, so that a million of them take no more
/// memory than a few.
package struct FindingSource: Sendable {
    /// Writes one finding behind what is there already.
    package typealias Line = @Sendable (Finding, inout [UInt8]) -> Void

    package let count: Int
    private let made: @Sendable (Range<Int>, Line) throws(AuditIssues) -> [[UInt8]]

    /// `made` writes the findings of a stretch, in pieces that follow each other; it throws where an input can no longer
    /// be read as it was.
    package init(count: Int, made: @escaping @Sendable (Range<Int>, Line) throws(AuditIssues) -> [[UInt8]]) {
        self.count = count
        self.made = made
    }

    package init(_ findings: [Finding]) {
        self.init(count: findings.count) { (places, line) throws(AuditIssues) in
            var bytes: [UInt8] = []
            for finding in findings[places] { line(finding, &bytes) }
            return [bytes]
        }
    }

    /// Findings made at a time.
    private static let stretch = 1 << 14

    /// Hands over all findings as `line` writes them, piece by piece. Throws where an input can no longer be read as it
    /// was, or what `take` throws.
    package func write(_ line: Line, take: ([UInt8]) throws -> Void) throws {
        for start in stride(from: 0, to: count, by: Self.stretch) {
            for piece in try made(start..<min(start + Self.stretch, count), line) { try take(piece) }
        }
    }

    /// The verdicts of all findings by id. Throws where an input can no longer be read as it was.
    package func verdicts() throws(AuditIssues) -> [String: Verdict] {
        var verdicts: [String: Verdict] = [:]
        for start in stride(from: 0, to: count, by: Self.stretch) {
            let pieces = try made(start..<min(start + Self.stretch, count)) { finding, bytes in
                bytes += finding.id.utf8
                bytes.append(finding.verdict.rawValue)
                bytes.append(0x0A)
            }
            for line in pieces.flatMap({ $0.split(separator: 0x0A) }) {
                guard let last = line.last, let verdict = Verdict(rawValue: last) else { continue }
                verdicts[String(decoding: line.dropLast(), as: UTF8.self)] = verdict
            }
        }
        return verdicts
    }
}
