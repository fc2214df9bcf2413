/// How much of a run's exam names and texts was understood. Counts of orders unless said otherwise.
public struct ReadingCoverage: Sendable, Equatable {
    public var orders = 0
    /// Distinct names, not orders.
    public var examNames = 0
    /// Distinct names, not orders.
    public var examNamesUnderstood = 0
    public var withExamUnderstood = 0
    /// An indication or a prior finding is written.
    public var withText = 0
    /// Among those with a text: it says something of a lesion.
    public var withLesionInText = 0
    public var withLesionCode = 0
    /// Among those with a lesion code: a text is written and says nothing of a lesion.
    public var withLesionCodeAgainstText = 0

    public init() {}
}

/// Orders whose diagnosis code names a lesion and whose text says nothing of one, by code and exam name.
public struct UnreadLesion: Sendable, Equatable {
    public var code: String
    public var exam: ExamName
    public var orders: Int
    /// One of them, to look the text up by.
    public var exampleOrderID: String

    public init(code: String, exam: ExamName, orders: Int, exampleOrderID: String) {
        self.code = code
        self.exam = exam
        self.orders = orders
        self.exampleOrderID = exampleOrderID
    }
}
