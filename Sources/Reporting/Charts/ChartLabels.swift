/// Finds room for the names of points, so that none lies over another or over a point.
struct ChartLabels {
    private typealias Box = (left: Double, right: Double, top: Double, bottom: Double)

    struct Spot {
        var x: Double
        var y: Double
        var anchor: String
    }

    let width: Double
    private var taken: [Box] = []

    init(width: Double) { self.width = width }

    mutating func keepFree(_ point: (Double, Double)) {
        taken.append((point.0 - 7, point.0 + 7, point.1 - 7, point.1 + 7))
    }

    /// Right of the point, left of it, above or below; nil where all of them are taken.
    mutating func spot(for name: String, at point: (Double, Double)) -> Spot? {
        // A letter of the chart's type is about seven units wide.
        let length = Double(name.count) * 7
        let spots = [
            Spot(x: point.0 + 10, y: point.1 + 4, anchor: "start"),
            Spot(x: point.0 - 10, y: point.1 + 4, anchor: "end"),
            Spot(x: point.0, y: point.1 - 11, anchor: "middle"), Spot(x: point.0, y: point.1 + 20, anchor: "middle"),
        ]
        for spot in spots {
            let left = spot.anchor == "start" ? spot.x : spot.anchor == "end" ? spot.x - length : spot.x - length / 2
            let box: Box = (left, left + length, spot.y - 11, spot.y + 3)
            guard box.left >= 0, box.right <= width, !taken.contains(where: { overlap($0, box) }) else { continue }
            taken.append(box)
            return spot
        }
        return nil
    }

    private func overlap(_ a: Box, _ b: Box) -> Bool {
        a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
    }
}
