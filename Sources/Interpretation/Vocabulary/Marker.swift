/// Words that steer the reading of what stands around them without naming anything themselves.
enum Marker: UInt16, CaseIterable, Sendable {
    /// Ends every scope.
    case breaks
    /// Ends a scope once something lies in it.
    case preposition
    /// Ends a denial: what comes with something is no longer denied.
    case with
    case and, or
    /// The next site is not where the lesion is.
    case leadsAway
    /// A length before it is a distance.
    case distance
    /// A length beside it measures something else.
    case takesSize
    case from, to, by
    /// Names the direction of a diameter.
    case axis
    case moreThan
    case lessThan
    /// Counts the lesions that the next noun names.
    case several
    case outside, planned, performed, shows
    /// Only refers to the study behind it: "correlate with CT".
    case correlates
    /// Sets what is told beside the studies behind it in its sentence: "Comparison: CT 3/3".
    case compares
    /// The whole result of the study before it.
    case showsNothing
    /// What stands before it was found by the study behind it, across a full stop too.
    case foundOn
    case today, yesterday, ago, last, after
    /// Behind the number of a day: "24th".
    case ordinal
    /// No lesion, but something that what is said may be said of.
    case otherThing
    /// Says nothing between the beginning of a clause and what it tells.
    case filler
    /// What a patient may have beside a lesion: a denial or a doubt of it goes over to a lesion only in a list.
    case complaint
    /// Says what a lesion is like, and is neither doubted nor denied by what stands before it: "painful".
    case describes
    /// Answers a question, or a label with a colon.
    case affirms, denies
    /// Labels the answer to a question: "A: no".
    case answers
    /// Asks for what stands behind its `seeks`: "assess the mass for ...".
    case assesses, seeks
    /// Labels a side that stands alone.
    case labelsSide
    /// What a question about a lesion asks for: "mass? cause".
    case asked
    /// Right behind a study: what it is to be made for, or that it is to come. "MRI to assess", "MRI would help"
    case foresees
    /// Right behind a study: what it showed, where that is no concept. "MRI heterogeneous"
    case tells
    /// Says that another study would show more: "better seen on MRI".
    case betters
    /// What a report does with the study named behind it: "US recommended MRI".
    case advises
    /// Heads a list of what is to be done.
    case headsPlans
    /// Heads a list of diagnoses, each of which is only one of them.
    case differential
    /// Denies what a lesion is like, not the lesion: "no longer calcified mass".
    case deniesQuality

    init?(name: String) {
        guard let found = Marker.allCases.first(where: { $0.name == name }) else { return nil }
        self = found
    }

    /// As lexicons write it: leads-away.
    var name: String {
        String(describing: self).reduce(into: "") { $0 += $1.isUppercase ? "-\($1.lowercased())" : String($1) }
    }
}
