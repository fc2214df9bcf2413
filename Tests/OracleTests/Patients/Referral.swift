import AuditModel

/// What the invented site has told of its sarcoma service (specification R14).
enum Referral {
    static let code = "REF-SARC"
    static let order = "\(code) REFERRAL SARCOMA MDT"
    static let centre = "Tumour Centre"
    static let board = "Sarcoma MDT"

    static let parameters: [String: ParameterValue] = [
        "referral-data": .flag(true), "referral-exam-codes": .list([code]), "referral-departments": .list([board]),
        "reference-centre-departments": .list([centre]),
    ]
}
