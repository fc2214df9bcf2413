import CSVReading
import Testing

/// A quote where none belongs becomes text; it never takes rows along.
@Suite struct StrayQuoteTests {
    static let rows: [(name: String, text: String, cells: [[String]])] = [
        ("inch mark", "1,1,5\" mass,x\n2,2,b,y\n", [["1", "1", "5\" mass", "x"], ["2", "2", "b", "y"]]),
        (
            "quoted word in a quoted cell", "1,\"a \"b\" c\",3,4\n5,6,7,8\n",
            [["1", "a \"b\" c", "3", "4"], ["5", "6", "7", "8"]]
        ),
        ("never closed", "1,\"open,3,4\n5,6,7,8\n", [["1", "\"open", "3", "4"], ["5", "6", "7", "8"]]),
        (
            "never closed, a quoted cell below", "1,\"open,3,4\n5,\"six\",7,8\n",
            [["1", "\"open", "3", "4"], ["5", "six", "7", "8"]]
        ),
        ("never closed at the end", "1,2,3,4\n5,\"open,7,8", [["1", "2", "3", "4"], ["5", "\"open", "7", "8"]]),
        ("opened twice", "1,\"\"x,3,4\n5,6,7,8\n", [["1", "\"\"x", "3", "4"], ["5", "6", "7", "8"]]),
        (
            "text behind the closing quote", "1,\"a\" b,3,4\n5,6,7,8\n",
            [["1", "\"a\" b", "3", "4"], ["5", "6", "7", "8"]]
        ),
        (
            "one quote too many before a quoted cell", "1,\"2,3,\"x, y\"\n5,6,7,8\n",
            [["1", "\"2", "3", "x, y"], ["5", "6", "7", "8"]]
        ),
        ("spaces around quotes", "1, \"a, b\" ,3,4\n5,6,7,8\n", [["1", "a, b", "3", "4"], ["5", "6", "7", "8"]]),
        (
            "a line break beside a stray quote", "1,\"a\nb\"c\",3,4\n5,6,7,8\n",
            [["1", "a\nb\"c", "3", "4"], ["5", "6", "7", "8"]]
        ),
    ]

    @Test(arguments: rows.indices, [16, 4096])
    func `the row keeps its width and the next row stays`(index: Int, blockBytes: Int) throws {
        let row = Self.rows[index]
        var dialect = Dialect.standard
        dialect.skipsSpaces = row.name == "spaces around quotes"
        #expect(try cells(row.text, width: 4, dialect: dialect, blockBytes: blockBytes) == row.cells, "\(row.name)")
    }

    @Test func `repaired records are told apart`() throws {
        let settings = RecordReader.Settings(dialect: .standard, width: 2, maxRecordBytes: 1 << 12)
        let read = try records(file("a,b\n1,5\" x\n\"2\",3\n"), settings: settings).records
        #expect(read.map(\.kind) == [.regular, .repaired, .regular])
    }

    @Test func `a quote that is never closed takes no row along, however many follow`() throws {
        let rows = (0..<3000).map { "\($0),x,y,z" }
        let text = "1,\"open,3,4\n" + rows.joined(separator: "\n")
        let read = try cells(text, width: 4, maxRecordBytes: 1 << 12, blockBytes: 1 << 12)
        #expect(read.count == 3001)
    }

    @Test func `an overlong line is one record without cells`() throws {
        let long = String(repeating: "x", count: 50_000)
        let settings = RecordReader.Settings(dialect: .standard, width: 2, maxRecordBytes: 1 << 12)
        let read = try records(file("a,b\n1,\(long)\n2,c\n"), settings: settings, blockBytes: 1 << 12).records
        #expect(read.map(\.kind) == [.regular, .tooLong, .regular])
        #expect(read[1].length == 50_002)
        #expect(read[2].cells == ["2", "c"])
        #expect(read[2].line == 3)
    }

    @Test func `columns that are not asked for are passed over`() throws {
        let settings = RecordReader.Settings(dialect: .standard, width: 3, columns: [0, 2], maxRecordBytes: 1 << 12)
        let read = try records(file("a,b,c\n1,\"x\"\"y\",\"z\"\"\"\n4\n\"5\" q,6,7\n"), settings: settings).records
        #expect(read.map(\.cells) == [["a", "c"], ["1", "z\""], ["4", ""], ["\"5\" q", "7"]])
    }
}
