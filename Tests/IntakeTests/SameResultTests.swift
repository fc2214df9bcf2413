import AuditModel
import Foundation
import Intake
import Testing

/// Neither the order of rows, nor how they are split into files, nor jobs, nor stretches change what is found.
@Suite struct SameResultTests {
    static let header =
        "order_id,patient_id,order_datetime,performed_datetime,status,exam_code,exam_description,laterality,department\n"

    static func rows(seed: UInt64) -> [String] {
        var random = SystemRandom(state: seed)
        return (0..<400).map { number in
            let order = random.next(number < 350 ? 2000 : 40)
            let patient = order % 60
            let day = 1 + random.next(28)
            let hour = random.next(3) == 0 ? "00:00:00" : "0\(random.next(10)):3\(random.next(10)):00"
            let status = ["Completed", "Scheduled", "X", "", "odd"][random.next(5)]
            let text =
                random.next(6) == 0 ? "\"CT \"\"A\"\"\nB\"" : random.next(9) == 0 ? "5\" MASS" : "CT \(random.next(5))"
            return "\(order),P\(patient),03/\(day)/2025 \(hour),03/\(day)/2025 \(hour),\(status),C\(order % 7),\(text),"
                + "\(["LT", "", "Right"][random.next(3)]),D\(random.next(4))\n"
        }
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `shuffled, split, on more threads, in small stretches`(seed: UInt64) throws {
        let rows = Self.rows(seed: seed)
        let exports = try Exports()
        try exports.write(Self.header + rows.joined())
        let whole = try exports.takeIn()
        let expected = try summary(whole)
        #expect(whole.lines.allSatisfy { $0.addsUp })

        for chunkBytes in [300, 2000, 7777] as [UInt64] {
            let result = try exports.takeIn(IntakeSettings(jobs: 3, chunkBytes: chunkBytes))
            #expect(try summary(result) == expected)
            #expect(result.quarantine.map(\.line) == whole.quarantine.map(\.line))
            #expect(result.reconciliation == whole.reconciliation)
            #expect(result.lines == whole.lines)
        }
        let split = try Exports()
        let turned = Array(rows.reversed())
        try split.write(Self.header + turned[..<150].joined(), as: "b.csv")
        try split.write(Self.header + turned[150...].joined(), as: "a.csv")
        let result = try split.takeIn(IntakeSettings(jobs: 2))
        #expect(try summary(result) == expected)
        #expect(result.reconciliation == whole.reconciliation)
        #expect(result.timePlaceholderColumns == whole.timePlaceholderColumns)
        #expect(result.performedByMonth == whole.performedByMonth)
    }
}

/// A seeded generator with small numbers.
private struct SystemRandom {
    var state: UInt64
    mutating func next(_ below: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % below
    }
}
