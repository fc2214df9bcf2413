import AuditModel

/// One way to take the orders whose status is not known, or a cancelled one as if it had been performed. A verdict that
/// differs between the worlds of unknown orders is not known either (specification 1.15.8).
enum World: Equatable {
    case asRecorded
    /// Every order of unknown status counts as performed.
    case unknownPerformed
    /// Only this study of unknown status counts as performed.
    case onlyPerformed(study: Int32)
    /// This cancelled study counts as performed: would it have been flagged (1.13.9)?
    case asIfPerformed(study: Int32)

    func status(of study: Study, at index: Int) -> OrderStatus {
        switch self {
        case .asRecorded: study.status
        case .unknownPerformed: study.status == .unknown ? .completed : study.status
        case .onlyPerformed(let performed): Int(performed) == index ? .completed : study.status
        case .asIfPerformed(let performed): Int(performed) == index ? .completed : study.status
        }
    }
}
