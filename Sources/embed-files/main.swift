// embed-files FOLDER OUTPUT FILE...: writes a Swift source holding the files' texts, keyed by their path below FOLDER.
import Foundation

let arguments = CommandLine.arguments
guard arguments.count >= 3 else {
    FileHandle.standardError.write(Data("usage: embed-files FOLDER OUTPUT FILE...\n".utf8))
    exit(64)
}
let folder = URL(filePath: arguments[1])
let name = folder.lastPathComponent

do {
    var source = "/// The files of \(name)/, by their path below it, in the order of their paths.\n"
    source += "enum Embedded\(name) {\n    static let files: [(path: String, text: String)] = [\n"
    for path in arguments.dropFirst(3).sorted() {
        let text = try String(contentsOf: URL(filePath: path), encoding: .utf8)
        let relative = path.dropFirst(folder.path.count).drop { $0 == "/" }
        // A fence longer than any run of "#" in the text can not be closed by it.
        let fence = String(repeating: "#", count: 4 + (text.split { $0 != "#" }.map(\.count).max() ?? 0))
        source += "(\"\(relative)\", \(fence)\"\"\"\n\(text)\n\"\"\"\(fence)),\n"
    }
    source += "    ]\n}\n"
    try source.write(to: URL(filePath: arguments[2]), atomically: true, encoding: .utf8)
} catch {
    FileHandle.standardError.write(Data("embed-files: \(error)\n".utf8))
    exit(74)
}
