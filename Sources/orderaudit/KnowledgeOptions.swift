import ArgumentParser
import Foundation

/// Options of every command that reads names or texts.
struct KnowledgeOptions: ParsableArguments {
    @Option(help: ArgumentHelp("A folder of lexicon files that add to the shipped ones.", valueName: "dir"))
    var lexicons: String?
}

/// Where results go that no option names a file for.
enum StandardOutput {
    static func write(_ bytes: [UInt8]) { FileHandle.standardOutput.write(Data(bytes)) }
}
