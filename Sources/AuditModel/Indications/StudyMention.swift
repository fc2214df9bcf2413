/// An examination that an order's text speaks of: "outside CT 2/27 shows ...", "MRI:", "no prior imaging".
package struct StudyMention: Sendable, Equatable {
    package enum State: UInt8, Sendable {
        /// Said to have been made.
        case performed
        /// Only intended: "CT ordered", "recommend MRI".
        case planned
        /// Said not to exist: "no prior CT".
        case denied
    }

    package var field: TextField
    package var state: State
    /// Nil where the text says imaging was made but not how.
    package var modality: Modality?
    /// Empty where the text names no region.
    package var regions: RegionSet = []
    package var side: Laterality = .unspecified
    /// Said to have been made in another institution.
    package var outside: Bool = false
    /// Unknown where the text gives no day.
    package var day: Day = .unknown

    package init(field: TextField, state: State, modality: Modality?) {
        self.field = field
        self.state = state
        self.modality = modality
    }
}
