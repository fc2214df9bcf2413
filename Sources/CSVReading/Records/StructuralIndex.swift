import CSVIndex

/// Where the delimiters, line ends and doubled quotes of a stretch of bytes stand, as vector instructions find them.
struct StructuralIndex {
    /// How many of each there are, and where the index had to stop.
    private(set) var scan = CSVScan()
    /// The places of each kind behind those of the one before, with `room` for each.
    private var places: [UInt32] = []
    private var room = 0

    /// Indexes `bytes[start..<end]`, which begin with a record. Bytes behind `end` must be there, if only as slack.
    mutating func index(_ bytes: [UInt8], from start: Int, to end: Int, dialect: Dialect) {
        let needed = end - start + Int(CSV_INDEX_ROOM)
        if room < needed {
            room = needed
            places = [UInt32](repeating: 0, count: 4 * room)
        }
        let room = room
        scan = unsafe places.withUnsafeMutableBufferPointer { places in
            guard let first = places.baseAddress else { return CSVScan() }
            return unsafe csv_index_scan(
                bytes, start, end, CSVShape(delimiter: dialect.delimiter, quote: dialect.quote),
                CSVPlaces(ends: first, lines: first + room, inner: first + 2 * room, doubled: first + 3 * room))
        }
    }

    /// A delimiter or line end outside quotes; the one behind the last is that which `close` has set.
    func end(_ number: Int) -> Int { Int(places[number]) }

    /// Which of the ends a line end is.
    func lineEnd(_ number: Int) -> Int { Int(places[room + number]) }

    /// A line end inside quotes.
    func innerLineEnd(_ number: Int) -> Int { Int(places[2 * room + number]) }

    /// The first quote of two that stand for one.
    func doubledQuote(_ number: Int) -> Int { Int(places[3 * room + number]) }

    /// Takes `place` for the end of the last cell, where a file ends without a line end.
    mutating func close(at place: Int) { places[scan.ends] = UInt32(place) }
}
