import AuditModel
import Foundation
import Intake
import Interpretation

/// What reading texts adds to intake: intake with a reader of texts and with one that reads nothing, by turns in one
/// process, and the reader alone over the same texts.
struct TextCost {
    private struct Cost {
        /// Seconds of the clock and of the processors.
        var wall = Double.infinity
        var processor = Double.infinity

        mutating func measure(_ work: () throws -> Void) rethrows {
            let began = (ContinuousClock.now, clock())
            try work()
            let took = (ContinuousClock.now - began.0) / .seconds(1)
            wall = min(wall, took)
            processor = min(processor, Double(clock() - began.1) / Double(CLOCKS_PER_SEC))
        }
    }

    let path: String
    let jobs: Int
    let rounds: Int

    /// Prints the shortest of all rounds.
    func measure() throws {
        let lexicons = try Lexicons.load()
        var (silent, reading, alone) = (Cost(), Cost(), Cost())
        let texts = try texts()
        for _ in 0..<rounds {
            try silent.measure { try takeIn { SilentReader() } }
            try reading.measure { try takeIn { IndicationReader(lexicons) } }
            var reader = IndicationReader(lexicons)
            alone.measure { texts.read(by: &reader) }
        }
        print("without texts\t\(tell(silent))")
        print("with texts\t\(tell(reading))")
        let added = Cost(wall: reading.wall - silent.wall, processor: reading.processor - silent.processor)
        print("texts add\t\(tell(added))\tratio \(rounded(reading.processor / silent.processor))")
        print("reader alone\t\(tell(alone))\t\(texts.count) orders, one thread")
    }

    private func takeIn<Reader: OrderTextReading & SendableMetatype>(
        _ makeReader: @escaping @Sendable () -> Reader
    ) throws {
        _ = try intake([.file(path: path)], settings: IntakeSettings(jobs: jobs), makeReader: makeReader)
    }

    /// The texts of all orders, as intake lends them.
    private func texts() throws -> OrderTexts {
        let kept = OrderTexts()
        _ = try intake([.file(path: path)], settings: IntakeSettings(), makeReader: { KeepingReader(texts: kept) })
        return kept
    }

    private func tell(_ cost: Cost) -> String {
        "\(rounded(cost.wall)) s wall\t\(rounded(cost.processor)) s of processors"
    }

    private func rounded(_ value: Double) -> String { String(format: "%.3f", value) }
}

/// Orders' texts one behind the other. Filled by one thread.
private final class OrderTexts: @unchecked Sendable {
    private var bytes: [UInt8] = []
    private var orders: [(ends: (Int, Int, Int), ordered: Moment)] = []

    var count: Int { orders.count }

    func add(_ indication: Span<UInt8>, _ priorFinding: Span<UInt8>, _ icd10: Span<UInt8>, _ ordered: Moment) {
        func keep(_ span: Span<UInt8>) -> Int {
            for index in span.indices { bytes.append(span[index]) }
            return bytes.count
        }
        let first = keep(indication)
        let second = keep(priorFinding)
        orders.append(((first, second, keep(icd10)), ordered))
    }

    /// Into one table a stretch of a file, as in intake.
    func read(by reader: inout IndicationReader) {
        var facts = FactTable()
        var start = 0
        let kept = bytes
        let span = kept.span
        for (number, order) in orders.enumerated() {
            if number % 50_000 == 0 { facts = FactTable() }
            _ = reader.read(
                indication: span.extracting(start..<order.ends.0),
                priorFinding: span.extracting(order.ends.0..<order.ends.1),
                icd10: span.extracting(order.ends.1..<order.ends.2), ordered: order.ordered, into: &facts)
            start = order.ends.2
        }
    }
}

private struct KeepingReader: OrderTextReading {
    let texts: OrderTexts

    mutating func read(
        indication: Span<UInt8>, priorFinding: Span<UInt8>, icd10: Span<UInt8>, ordered: Moment,
        into facts: inout FactTable
    ) -> UInt32 {
        texts.add(indication, priorFinding, icd10, ordered)
        return 0
    }
}

struct SilentReader: OrderTextReading {
    mutating func read(
        indication: Span<UInt8>, priorFinding: Span<UInt8>, icd10: Span<UInt8>, ordered: Moment,
        into facts: inout FactTable
    ) -> UInt32 { 0 }
}
