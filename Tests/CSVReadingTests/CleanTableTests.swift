import CSVReading
import Testing

/// Any CSV file becomes the same records in clean CSV.
@Suite struct CleanTableTests {
    private func clean(_ text: String) throws -> (text: String, account: CleanTable.Account) {
        var output: [UInt8] = []
        let account = try CleanTable(file(text)).write { (bytes) throws(ReadingError) in output += bytes }
        return (String(decoding: output, as: UTF8.self).replacing("\r\n", with: "\n"), account)
    }

    static let files: [(name: String, text: String, clean: String)] = [
        ("as it should be", "a,b,c\n1,2,3\n", "a,b,c\n1,2,3\n"),
        ("without a last line end", "a,b,c\n1,2,3", "a,b,c\n1,2,3\n"),
        ("CR LF", "a,b,c\r\n1,2,3\r\n", "a,b,c\n1,2,3\n"), ("CR", "a,b,c\r1,2,3\r", "a,b,c\n1,2,3\n"),
        ("mixed line ends", "a,b\r\n1,2\n3,4\r5,6\n", "a,b\n1,2\n3,4\n5,6\n"),
        ("semicolons", "a;b;c\n1,5;2;\"x;y\"\n2,5;3;z\n", "a,b,c\n\"1,5\",2,x;y\n\"2,5\",3,z\n"),
        ("tabs", "a\tb\n1\t2, 3\n4\t5, 6\n", "a,b\n1,\"2, 3\"\n4,\"5, 6\"\n"),
        ("pipes", "a|b|c\n1|2|3\n4|5|6\n", "a,b,c\n1,2,3\n4,5,6\n"),
        ("Excel's own line", "sep=;\na;b\n1;2\n", "a,b\n1,2\n"),
        ("quotes, empty cells", "a,b,c\n1,\"\",\"x\"\"y\"\n2,,\n", "a,b,c\n1,,\"x\"\"y\"\n2,,\n"),
        ("a line break in a cell", "a,b\n1,\"x\ny\"\n2,z\n", "a,b\n1,\"x\ny\"\n2,z\n"),
        ("spaces kept", "a,b\n1, x \n2,y\n", "a,b\n1, x \n2,y\n"),
        ("spaces around quotes", "a, b\n1, \"x, y\"\n2, \"z\"\n", "a, b\n1,\"x, y\"\n2,z\n"),
        ("one column", "a\n1\n2\n", "a\n1\n2\n"), ("one column with an empty cell", "a\n\n2\n", "a\n\"\"\n2\n"),
        ("single quotes", "a,b,c\n1,'x, y','z'\n2,'it','v, w'\n", "a,b,c\n1,\"x, y\",z\n2,it,\"v, w\"\n"),
        (
            "a backslash before quotes", "a,b\n1,\"x \\\" y\"\n2,\"z \\\", w\"\n",
            "a,b\n1,\"x \"\" y\"\n2,\"z \"\", w\"\n"
        ),
        ("title lines", "Orders of March\n\na,b,c\n1,2,3\n4,5,6\n", "a,b,c\n1,2,3\n4,5,6\n"),
        ("title cells", "Orders,,\n,,\na,b,c\n1,2,3\n4,5,6\n", "a,b,c\n1,2,3\n4,5,6\n"),
        ("a last line of words", "a,b,c\n1,2,3\n4,5,6\nTotal: 2 orders\n", "a,b,c\n1,2,3\n4,5,6\n"),
        ("words between rows", "a,b,c\n1,2,3\nnot a row\n4,5,6\n", "a,b,c\n1,2,3\nnot a row\n4,5,6\n"),
        ("a repeated header", "a,b\na,b\n1,2\n", "a,b\n1,2\n"),
        ("shorter and longer rows", "a,b,c\n1,2\n3,4,5,6\n7,8,9\n", "a,b,c\n1,2\n3,4,5,6\n7,8,9\n"),
        ("two tables", "a,b,c\n1,2,3\n4,5,6\nx,y\n7,8\n", "a,b,c\n1,2,3\n4,5,6\nx,y\n7,8\n"),
        (
            "dates and times apart by spaces", "a;b\n2025-01-01 10:00;x\n2025-01-02 11:00;y\n",
            "a,b\n2025-01-01 10:00,x\n2025-01-02 11:00,y\n"
        ),
        (
            "sentences with commas in a pipe table", "a|b\nOne, two|Three, four, five\nSix|Seven, eight\n",
            "a,b\n\"One, two\",\"Three, four, five\"\nSix,\"Seven, eight\"\n"
        ),
        ("an inch mark", "a,b,c\n1,5\" mass,2\n3,\"x, y\",4\n", "a,b,c\n1,\"5\"\" mass\",2\n3,\"x, y\",4\n"),
        (
            "notes in cells above a table",
            "Report:,Orders by clinic,,,\nFrom:,1 Feb,To:,28 Feb,\n,,,,\nk,l,m,n,o\n1,2,3,4,\n5,6,7,8,x\n",
            "k,l,m,n,o\n1,2,3,4,\n5,6,7,8,x\n"
        ),
        (
            "parameters with commas above a table",
            "Report: orders\nSite=ALL; Modality=CT,MR\n\nOrder,Patient,Exam\n1,A,CT\n2,B,MR\n",
            "Order,Patient,Exam\n1,A,CT\n2,B,MR\n"
        ),
        (
            "comments with commas", "# made by x\n# select a, b\nk,l,m,n\n1,2,3,4\n5,6,7,8\n",
            "k,l,m,n\n1,2,3,4\n5,6,7,8\n"
        ),
        (
            "a padded footer", "a,b,c\n1,2,3\n4,5,6\n,,\nSource: the office,,\nNotes: final\n",
            "a,b,c\n1,2,3\n4,5,6\n"
        ),
        ("empty rows at the end alone", "a,b,c\n1,2,3\n,,\n,,\n", "a,b,c\n1,2,3\n,,\n,,\n"),
        ("a mark of the end", "a,b,c\n1,2,3\n4,5,6\n\u{1A}", "a,b,c\n1,2,3\n4,5,6\n"),
        ("a header on every page", "a,b,c\n1,2,3\na,b,c\n4,5,6\n", "a,b,c\n1,2,3\n4,5,6\n"),
        ("equal rows without a header", "1,2,3\n4,5,6\n1,2,3\n", "1,2,3\n4,5,6\n1,2,3\n"),
        ("names in one column", "Region\nNorth East\nWales\nIsle of Man\n", "Region\nNorth East\nWales\nIsle of Man\n"),
        (
            "a narrow table above a wide one", "a,b\n1,2\n3,4\n\nk,l,m,n,o\n1,2,3,4,5\n6,7,8,9,0\n",
            "a,b\n1,2\n3,4\nk,l,m,n,o\n1,2,3,4,5\n6,7,8,9,0\n"
        ),
        (
            "words with quotes inside quotes", "id,text,n\n1,\"he said \"yes\" and left\",3\n2,\"plain\",4\n",
            "id,text,n\n1,\"he said \"\"yes\"\" and left\",3\n2,plain,4\n"
        ),
        (
            "rows counted by the tool", "id|name|n\n1|a b|2\n2|c d|3\n(2 rows)\n", "id,name,n\n1,a b,2\n2,c d,3\n"
        ),
        ("a header only", "a,b,c", "a,b,c\n"), ("nothing", "", ""),
    ]

    @Test(arguments: files.indices)
    func `the same records`(index: Int) throws {
        let (name, text, expected) = Self.files[index]
        #expect(try clean(text).text == expected, "\(name)")
    }

    @Test(arguments: files.indices)
    func `what is clean stays as it is`(index: Int) throws {
        let expected = Self.files[index].clean
        // A single column keeps no blank line apart from an empty cell; words below a table are a footer each time.
        #expect(try clean(expected).text == expected)
    }

    @Test func `lines that are left out are counted`() throws {
        let account = try clean("Title\n\na,b,c\na,b,c\n1,2,3\n\n4,5\" x,6\nTotal: 2\n").account
        #expect(
            account
                == CleanTable.Account(
                    records: 3, preambleLines: 2, repeatedHeaderLines: 1, footerLines: 1, blankLines: 1, repaired: 1))
    }
}

extension CleanTable.Account {
    init(
        records: Int, preambleLines: Int, repeatedHeaderLines: Int, footerLines: Int, blankLines: Int, repaired: Int
    ) {
        self.init()
        self.records = records
        self.preambleLines = preambleLines
        self.repeatedHeaderLines = repeatedHeaderLines
        self.footerLines = footerLines
        self.blankLines = blankLines
        self.repaired = repaired
    }
}
