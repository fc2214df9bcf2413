/// The columns the audit understands; raw values are the canonical headers of the interface.
public enum CanonicalField: String, CaseIterable, Sendable {
    case orderID = "order_id"
    case patientID = "patient_id"
    case sex
    case birthDate = "birth_date"
    case age
    case orderedTime = "order_datetime"
    case performedTime = "performed_datetime"
    case status
    case examCode = "exam_code"
    case examDescription = "exam_description"
    case indication
    case icd10
    case priorFinding = "prior_finding"
    case accession
    case scheduledTime = "scheduled_datetime"
    case laterality
    case modifier
    case performingSite = "performing_site"
    case department
    case provider
    case payer
    case patientClass = "patient_class"
}
