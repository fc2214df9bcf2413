/// What happens to a lesion. By chance alone what the rarer rules ask about hardly ever comes together.
enum Course {
    case mixed
    /// Imaging and then tissue, at the edges of the windows.
    case pair
    /// A CT with a result, and then tissue.
    case resultThenTissue
    case referral
    case kidneyOnly
    case renalTumour
    case abdominalMass
    case myositis
    case angiography

    func exam(_ number: Int, of count: Int, in place: Place, _ random: inout Seeded) -> String {
        switch self {
        case .mixed: return mixed(place, &random)
        case .pair:
            if number == 1 { return random.pick(random.chance(50) ? place.tissue : place.excision) }
            return random.pick([place.ct, place.mri, place.radiograph, Place.wholeBody][random.below(4)])
        case .resultThenTissue:
            if number == 0 { return random.pick(place.ct) }
            if number + 1 == count { return random.pick(place.tissue) }
            return random.chance(60) ? random.pick(place.mri) : mixed(place, &random)
        case .referral:
            if number + 1 == count { return random.pick(random.chance(60) ? place.tissue : place.excision) }
            return random.chance(35) ? Referral.order : mixed(place, &random)
        case .kidneyOnly:
            return random.chance(90) ? random.pick(Place.kidneyOnly) : mixed(place, &random)
        case .renalTumour:
            return random.chance(60) ? random.pick(place.tissue + place.excision) : mixed(place, &random)
        case .abdominalMass:
            return random.pick([place.ultrasound, place.ct, place.ct, place.mri][random.below(4)])
        case .myositis:
            return random.chance(85)
                ? random.pick(place.radiograph + place.radiograph + Place.boneScans + place.tissue)
                : mixed(place, &random)
        case .angiography:
            return random.chance(80)
                ? random.chance(60) ? Place.limbAngiography : random.pick(place.mri) : mixed(place, &random)
        }
    }

    private func mixed(_ place: Place, _ random: inout Seeded) -> String {
        switch random.below(100) {
        case 0..<16: random.pick(place.ultrasound)
        case 16..<32: random.pick(place.radiograph)
        case 32..<56: random.pick(place.ct)
        case 56..<74: random.pick(place.mri)
        case 74..<79: random.pick(Place.wholeBody)
        case 79..<89: random.pick(place.tissue)
        case 89..<95: random.pick(place.excision)
        case 95..<97: random.pick(Place.notOfTheMass)
        case 97..<98: random.pick(Place.nowhere)
        default: random.pick(random.pick(Place.all).ct)
        }
    }
}
