/// The differential clues that come with the page, as YAML for whoever can read it.
package enum ContextClues {
    package static let fileName = "clues.yaml"
    package static var text: String { PageTemplates.text([fileName]) }
}
