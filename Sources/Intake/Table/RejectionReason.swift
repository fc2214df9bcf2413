/// Why a record is not used: the reason codes of `quarantine.csv`.
package enum RejectionReason: String, CaseIterable, Sendable {
    case missingOrderID = "MISSING_ORDER_ID"
    case missingPatientID = "MISSING_PATIENT_ID"
    case missingExam = "MISSING_EXAM"
    case missingTime = "MISSING_TIME"
    case unreadableOrderTime = "UNREADABLE_ORDER_DATETIME"
    case unreadablePerformedTime = "UNREADABLE_PERFORMED_DATETIME"
    case wrongColumnCount = "WRONG_COLUMN_COUNT"
    case recordTooLong = "RECORD_TOO_LONG"
    case orderIDOfTwoPatients = "ORDER_ID_OF_TWO_PATIENTS"
}
