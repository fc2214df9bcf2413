import AuditModel
import Testing

@Suite struct DiagnosisCodeTests {
    @Test(arguments: [
        "C64.1", "C641", "c64.1", "R10", "S72.001A", "S72001A", "C7A.00", "M1A.0110", "Z3A.20", "C64.1; R10.9|N28.1",
        "C64.1,R10.9", "R10.9 Abdominal pain", "ICD10:C64.1", "C64.1^Malignant neoplasm^I10", "", "  ",
    ])
    func `codes however they are parted`(cell: String) {
        let isMalformed = DiagnosisCode.isMalformed(cell.utf8.span)
        #expect(!isMalformed)
    }

    @Test(arguments: ["C64.", "C6", "789.00", "C64.12345", "CX4.1", "C64..1", "pain", "C64.1; 64.2", "C64.1.2", "0C64"])
    func `what is no code is told`(cell: String) {
        let isMalformed = DiagnosisCode.isMalformed(cell.utf8.span)
        #expect(isMalformed)
    }
}
