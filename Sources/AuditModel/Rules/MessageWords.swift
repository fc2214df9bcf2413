/// The placeholders that every rule's wording may use, beside those of its own searches.
package enum MessageWords {
    package static let names = [
        "site", "side", "size", "known.day", "known.modality", "judged.day", "judged.exam", "judged.modality",
        "judged.regions", "judged.contrast", "window.from", "window.to", "window.days", "cutoff", "dated.days", "list",
    ]
}
