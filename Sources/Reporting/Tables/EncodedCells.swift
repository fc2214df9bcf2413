/// Cells that line after line repeats, by number, each put into CSV once.
package struct EncodedCells {
    private var places: [Range<Int>?]
    private var bytes: [UInt8] = []

    /// `count`: of numbers.
    package init(count: Int) { places = [Range<Int>?](repeating: nil, count: count) }

    /// Appends the cells with a number as they stand in a row; `cells` gives them when they are first asked for.
    mutating func append(_ number: Int, to row: inout [UInt8], _ cells: () -> [String]) {
        if let place = places[number] {
            row += bytes[place]
            return
        }
        var encoded = CSVRow()
        for cell in cells() { encoded.add(cell) }
        places[number] = bytes.count..<bytes.count + encoded.bytes.count
        bytes += encoded.bytes
        row += encoded.bytes
    }
}
