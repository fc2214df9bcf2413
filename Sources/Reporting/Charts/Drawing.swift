/// An SVG picture in the making: numbers are rounded to tenths of a unit, text is escaped, colours come from classes.
struct Drawing {
    private var shapes = ""
    private let width: Double
    private let height: Double

    init(width: Double, height: Double) {
        self.width = width
        self.height = height
    }

    /// `label` is what a reader hears who does not see the picture.
    func svg(class name: String, label: String) -> String {
        """
        <svg class="\(name)" viewBox="0 0 \(tenths(width)) \(tenths(height))" width="\(tenths(width))" \
        height="\(tenths(height))" role="img" aria-label="\(escaped(label))">\(shapes)</svg>
        """
    }

    mutating func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ name: String) {
        shapes +=
            "<line class=\"\(name)\" x1=\"\(tenths(x1))\" y1=\"\(tenths(y1))\" x2=\"\(tenths(x2))\" y2=\"\(tenths(y2))\"/>"
    }

    mutating func rectangle(_ x: Double, _ y: Double, _ width: Double, _ height: Double, _ name: String) {
        shapes +=
            "<rect class=\"\(name)\" x=\"\(tenths(x))\" y=\"\(tenths(y))\" width=\"\(tenths(max(0, width)))\" height=\"\(tenths(max(0, height)))\"/>"
    }

    mutating func circle(_ x: Double, _ y: Double, _ radius: Double, _ name: String) {
        shapes += "<circle class=\"\(name)\" cx=\"\(tenths(x))\" cy=\"\(tenths(y))\" r=\"\(tenths(radius))\"/>"
    }

    mutating func diamond(_ x: Double, _ y: Double, _ radius: Double, _ name: String) {
        path([(x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y)], closed: true, name)
    }

    mutating func path(_ points: [(Double, Double)], closed: Bool = false, _ name: String) {
        let steps = points.map { "\(tenths($0.0)) \(tenths($0.1))" }.joined(separator: "L")
        guard !steps.isEmpty else { return }
        shapes += "<path class=\"\(name)\" d=\"M\(steps)\(closed ? "Z" : "")\"/>"
    }

    mutating func text(_ text: String, _ x: Double, _ y: Double, anchor: String = "start", _ name: String = "label") {
        shapes +=
            "<text class=\"\(name)\" x=\"\(tenths(x))\" y=\"\(tenths(y))\" text-anchor=\"\(anchor)\">\(escaped(text))</text>"
    }
}

/// One decimal at most, without locale.
func tenths(_ value: Double) -> String {
    guard value.isFinite else { return "0" }
    let scaled = Int((value * 10).rounded())
    let sign = scaled < 0 ? "-" : ""
    let size = abs(scaled)
    return size % 10 == 0 ? "\(sign)\(size / 10)" : "\(sign)\(size / 10).\(size % 10)"
}

/// Text made harmless in HTML and SVG, in element content and in double-quoted attributes.
func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: { "&<>\"'".utf8.contains($0) }) else { return text }
    var result = ""
    for character in text.unicodeScalars {
        switch character {
        case "&": result += "&amp;"
        case "<": result += "&lt;"
        case ">": result += "&gt;"
        case "\"": result += "&quot;"
        case "'": result += "&#39;"
        default: result.unicodeScalars.append(character)
        }
    }
    return result
}
