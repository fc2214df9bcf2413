import AuditModel
import Testing

@Suite struct TruthTests {
    static let all: [Truth] = [.no, .unknown, .yes]

    @Test(arguments: [
        (Truth.yes, Truth.unknown, Truth.unknown, Truth.yes), (.no, .unknown, .no, .unknown),
        (.unknown, .unknown, .unknown, .unknown), (.yes, .no, .no, .yes), (.yes, .yes, .yes, .yes),
        (.no, .no, .no, .no),
    ])
    func `and and or follow Kleene in either order`(a: Truth, b: Truth, and: Truth, or: Truth) {
        #expect(a.and(b) == and && b.and(a) == and)
        #expect(a.or(b) == or && b.or(a) == or)
    }

    @Test func `not turns round what is known and nothing else`() {
        #expect(!Truth.yes == .no && !Truth.no == .yes && !Truth.unknown == .unknown)
    }

    @Test func `De Morgan holds in all nine cases`() {
        for a in Self.all {
            for b in Self.all { #expect(!(a.and(b)) == (!a).or(!b)) }
        }
    }
}

@Suite struct MomentTests {
    private func moment(_ day: Int32, _ second: Int32 = -1) -> Moment { Moment(day: Day(number: day), second: second) }

    @Test func `a day without a time is neither before nor after a time of that day`() {
        #expect(moment(5).sequence(to: moment(5, 3600)) == .sameDayUnordered)
        #expect(moment(5, 3600).sequence(to: moment(5)) == .sameDayUnordered)
        #expect(moment(5, 3600).sequence(to: moment(5, 3600)) == .sameDayUnordered)
        #expect(moment(5, 3600).sequence(to: moment(5, 3601)) == .before)
        #expect(moment(6).sequence(to: moment(5, 3600)) == .after)
    }

    @Test func `minutes need both clock times`() {
        #expect(moment(6, 0).minutes(since: moment(5, 86_340)) == 1)
        #expect(moment(6).minutes(since: moment(5, 0)) == nil)
    }
}

@Suite struct NearestWordTests {
    @Test(arguments: [
        ("flanck", "flank"), ("calcifcation", "calcification"), ("modalty", "modality"), ("FLANK", "flank"),
        ("tihgh", "thigh"), ("fa", "fa"), ("modlaity", "modality"),
    ])
    func `a slip of the pen finds its word`(typed: String, meant: String) {
        #expect(nearestWord(to: typed, among: ["flank", "calcification", "modality", "thigh", "fa"]) == meant)
    }

    @Test func `a word far from all has no neighbour`() {
        #expect(nearestWord(to: "zebra", among: ["flank", "calcification"]) == nil)
    }
}
