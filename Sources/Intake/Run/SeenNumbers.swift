import AuditModel

/// A run's numbers of the exams and words that one thread has met, each looked up when a row first has it.
struct SeenNumbers: Sendable {
    /// Of one column, by the thread's numbers; -1 where no row has the word yet.
    struct Column: Sendable {
        private var numbers: [Int32] = []

        /// `find` gives the run's number.
        mutating func number<Number: FixedWidthInteger>(of seen: Number, _ find: () -> Number) -> Number {
            while numbers.count <= Int(seen) { numbers.append(-1) }
            if numbers[Int(seen)] < 0 { numbers[Int(seen)] = Int32(find()) }
            return Number(truncatingIfNeeded: numbers[Int(seen)])
        }
    }

    var exams = Column()
    var departments = Column()
    var performingSites = Column()
    var patientClasses = Column()
}
