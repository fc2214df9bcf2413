import AuditModel

/// A run's numbers of exams and words by those that were given before.
struct RowNumbers: Sendable {
    var exams: [UInt32]
    var departments: [UInt16]
    var performingSites: [UInt16]
    var patientClasses: [UInt16]

    func renumber(_ row: inout OrderRow) {
        row.exam = exams[Int(row.exam)]
        row.department = departments[Int(row.department)]
        row.performingSite = performingSites[Int(row.performingSite)]
        row.patientClass = patientClasses[Int(row.patientClass)]
    }
}
