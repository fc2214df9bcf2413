/// An examination that an order's text speaks of: "outside CT 2/27 shows ...", "MRI:", "no prior imaging".
public struct StudyMention: Sendable, Equatable {
    public enum State: UInt8, Sendable {
        /// Said to have been made.
        case performed
        /// Only intended: "CT ordered", "recommend MRI".
        case planned
        /// Said not to exist: "no prior CT".
        case denied
    }

    public var field: TextField
    public var state: State
    /// Nil where the text says imaging was made but not how.
    public var modality: Modality?
    /// Empty where the text names no region.
    public var regions: RegionSet = []
    public var side: Laterality = .unspecified
    /// Said to have been made in another institution.
    public var outside: Bool = false
    /// Unknown where the text gives no day.
    public var day: Day = .unknown

    public init(field: TextField, state: State, modality: Modality?) {
        self.field = field
        self.state = state
        self.modality = modality
    }
}
