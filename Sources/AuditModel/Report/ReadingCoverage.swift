/// How much of a run's exam names and texts was understood. Counts of orders unless said otherwise.
package struct ReadingCoverage: Sendable, Equatable {
    package var orders = 0
    /// Distinct names, not orders.
    package var examNames = 0
    /// Distinct names, not orders.
    package var examNamesUnderstood = 0
    package var withExamUnderstood = 0
    /// An indication or a prior finding is written.
    package var withText = 0
    /// Among those with a text: it says something of a lesion.
    package var withLesionInText = 0
    package var withLesionCode = 0
    /// Among those with a lesion code: a text is written and says nothing of a lesion.
    package var withLesionCodeAgainstText = 0

    package init() {}
}

/// Orders whose diagnosis code names a lesion and whose text says nothing of one, by code and exam name.
package struct UnreadLesion: Sendable, Equatable {
    package var code: String
    package var exam: ExamName
    package var orders: Int
    /// One of them, to look the text up by.
    package var exampleOrderID: String

    package init(code: String, exam: ExamName, orders: Int, exampleOrderID: String) {
        self.code = code
        self.exam = exam
        self.orders = orders
        self.exampleOrderID = exampleOrderID
    }
}
