import AuditPipeline
import Testing

@Suite struct LineStoreTests {
    /// Enough for most of every sheet to lie in its file.
    @Test func `lines of several sheets come back as they were written, in any order`() throws {
        let store = LineStore()
        let sheets = (0..<3).map { _ in store.sheet() }
        func line(_ number: Int) -> [UInt8] {
            Array("\(number):".utf8) + [UInt8](repeating: UInt8(number % 251), count: number % 997)
        }
        let places = try (0..<9_000).map { number in try sheets[number % 3].add(kind: number % 5) { $0 += line(number) }
        }
        for number in stride(from: 0, to: 9_000, by: 7).reversed() {
            var bytes: [UInt8] = [1, 2]
            try store.append(places[number], to: &bytes)
            #expect(bytes == [1, 2] + line(number))
        }
    }
}
