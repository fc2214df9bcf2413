import AuditPipeline
import Testing

@Suite struct ByteSizeTests {
    @Test(arguments: [
        ("4096", 4096), ("800M", 800 << 20), ("2g", 2 << 30), ("1.5 GiB", 3 << 29), ("64kb", 64 << 10), ("", nil),
        ("M", nil), ("-1", nil), ("0", nil), ("5 apples", nil), ("1e9G", nil), ("9999999999999G", nil), ("5ib", nil),
    ])
    func `sizes as people write them`(text: String, bytes: Int?) {
        #expect(ByteSize(text)?.bytes == bytes)
    }
}
