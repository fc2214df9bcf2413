/// Values in a row that are forgotten all at once, time and again, without their room.
struct ReusedList<Element>: RandomAccessCollection, MutableCollection {
    private var room: [Element] = []
    private(set) var count = 0

    var startIndex: Int { 0 }
    var endIndex: Int { count }

    subscript(index: Int) -> Element {
        get {
            assert(index < count)
            return room[index]
        }
        _modify {
            assert(index < count)
            yield &room[index]
        }
    }

    mutating func append(_ element: Element) {
        if count < room.count { room[count] = element } else { room.append(element) }
        count += 1
    }

    mutating func removeAll() { count = 0 }

    /// Lends them as an array.
    var array: [Element] { Array(room[..<count]) }
}
