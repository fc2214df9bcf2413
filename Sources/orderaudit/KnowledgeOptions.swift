import ArgumentParser

/// Options of every command that reads names or texts.
struct KnowledgeOptions: ParsableArguments {
    @Option(help: ArgumentHelp("A folder of lexicon files that add to the shipped ones.", valueName: "dir"))
    var lexicons: String?
}
