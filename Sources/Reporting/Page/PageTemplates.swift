import Mustache

/// The templates, style and scripts that the program carries.
enum PageTemplates {
    /// In the order in which they build on each other.
    static let scripts = ["elements.js", "case.js", "dispositions.js", "review.js", "worklist.js"]

    /// The named files one after the other.
    static func text(_ names: [String]) -> String {
        names.map { name in EmbeddedTemplates.files.first { $0.path == name }?.text ?? "" }.joined(separator: "\n")
    }

    /// Every template by its name without the ending.
    static func library() throws -> MustacheLibrary {
        var library = MustacheLibrary()
        for file in EmbeddedTemplates.files where file.path.hasSuffix(".mustache") {
            try library.register(file.text, named: String(file.path.dropLast(".mustache".count)))
        }
        return library
    }
}
