/// Why a record is not used: the reason codes of `quarantine.csv`.
package enum RejectionReason: String, CaseIterable, Sendable {
    case missingOrderID = "MISSING_ORDER_ID"
    case missingPatientID = "MISSING_PATIENT_ID"
    case missingExam = "MISSING_EXAM"
    case missingTime = "MISSING_TIME"
    case unreadableOrderTime = "UNREADABLE_ORDER_DATETIME"
    case unreadablePerformedTime = "UNREADABLE_PERFORMED_DATETIME"
    case wrongColumnCount = "WRONG_COLUMN_COUNT"
    /// `quarantine.csv` has no more of it than a record may have.
    case recordTooLong = "RECORD_TOO_LONG_FIRST_MIB_KEPT"
    /// `1.23E+05`: a spreadsheet has taken the id for a number and lost its digits.
    case shortenedID = "ID_SHORTENED_BY_SPREADSHEET"
    case orderIDOfTwoPatients = "ORDER_ID_OF_TWO_PATIENTS"
}
