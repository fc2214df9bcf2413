import AuditModel

/// The rows of one stretch of a file, as they wait for the end of reading.
struct ReadStretch: Sendable {
    var rows: PatientParts
    /// Lines of the file before the stretch.
    var lineBase: UInt32
    var numbers: RowNumbers
}

/// The run's numbers of exams, words and facts by those that a stretch gave while it was read.
struct RowNumbers: Sendable {
    var exams: [UInt32]
    var departments: [UInt16]
    var performingSites: [UInt16]
    var patientClasses: [UInt16]
    var facts: [UInt32]

    /// The same for a run that gives exams and words new numbers, `new` by those it gave before.
    func renumbered(by new: RowNumbers) -> RowNumbers {
        RowNumbers(
            exams: exams.map { new.exams[Int($0)] }, departments: departments.map { new.departments[Int($0)] },
            performingSites: performingSites.map { new.performingSites[Int($0)] },
            patientClasses: patientClasses.map { new.patientClasses[Int($0)] }, facts: facts)
    }

    func renumber(_ row: inout OrderRow) {
        row.exam = exams[Int(row.exam)]
        row.department = departments[Int(row.department)]
        row.performingSite = performingSites[Int(row.performingSite)]
        row.patientClass = patientClasses[Int(row.patientClass)]
        row.facts = facts[Int(row.facts)]
    }
}
