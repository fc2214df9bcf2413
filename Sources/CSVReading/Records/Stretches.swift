/// Divides a file into stretches that begin with a record, so that threads can read them apart.
///
/// Where a stretch begins is found by trial and may be wrong; the reader of the stretch before tells, because it ends
/// exactly where the next one truly begins.
package enum Stretches {
    /// Beginnings of stretches of about `bytes` each, ascending, the first one `start`.
    package static func beginnings(
        in file: ByteFile, from start: UInt64, bytes: UInt64, settings: RecordReader.Settings
    ) throws(ReadingError) -> [UInt64] {
        var beginnings = [start]
        var target = start
        var trial = settings
        trial.maxRecordBytes = min(settings.maxRecordBytes, 1 << 16)
        // Widths are all that is looked at.
        trial.columns = []
        var reader = RecordReader(file, settings: trial, blockBytes: 1 << 16)
        while file.size > target, file.size - target > bytes {
            target += bytes
            if let found = try beginning(in: file, near: target, width: settings.width, &reader),
                found > beginnings[beginnings.count - 1]
            {
                beginnings.append(found)
            }
        }
        return beginnings
    }

    /// The first line behind `target` from which several records of the header's width follow.
    private static func beginning(
        in file: ByteFile, near target: UInt64, width: Int, _ reader: inout RecordReader
    ) throws(ReadingError) -> UInt64? {
        let window = try file.bytes(at: target, count: 1 << 16)
        var trials = 0
        for index in window.indices.dropLast() where window[index] == 0x0A {
            let candidate = target + UInt64(index) + 1
            reader.restart(from: candidate, to: .max)
            _ = try reader.advance()
            if !reader.records.isEmpty, reader.records.prefix(8).allSatisfy({ $0.width == width }) {
                return candidate
            }
            trials += 1
            if trials == 32 { break }
        }
        return nil
    }
}
