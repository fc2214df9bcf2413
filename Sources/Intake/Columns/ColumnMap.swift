package import AuditModel

/// Which column of a table is which field.
package struct ColumnMap: Sendable {
    package enum Origin: String, Sendable {
        case canonical, header, profile, constant
    }

    package struct Match: Sendable {
        package var field: CanonicalField
        package var origin: Origin
    }

    package var headings: [String]
    /// By column.
    package var matches: [Match?]
    package var constants: [CanonicalField: String] = [:]
    /// Headings a profile names that the table does not have.
    package var missing: [String] = []

    /// Columns whose cells make up one field, in the order in which they are joined; for fields of more than one column.
    package var joined: [CanonicalField: [Int]] = [:]

    package func column(of field: CanonicalField) -> Int? { matches.firstIndex { $0?.field == field } }

    package func has(_ field: CanonicalField) -> Bool { column(of: field) != nil || constants[field] != nil }

    /// Cells a record has.
    package var width: Int { headings.count }

    init(headings: [String], profile: Profile?, spellings: Spellings) {
        self.headings = headings
        matches = [Match?](repeating: nil, count: headings.count)
        let normalised = headings.map(Spellings.normalised)
        if let profile {
            constants = profile.constants
            for field in CanonicalField.allCases {
                guard let names = profile.columns[field] else { continue }
                if profile.joined.contains(field) {
                    join(field, names, normalised)
                    continue
                }
                let found = names.lazy.compactMap { name in
                    headings.firstIndex(of: name) ?? normalised.firstIndex(of: Spellings.normalised(name))
                }.first { self.matches[$0] == nil }
                if let found {
                    matches[found] = Match(field: field, origin: .profile)
                } else if !profile.optional.contains(field) {
                    missing.append(contentsOf: names)
                }
            }
        }
        for field in CanonicalField.allCases where profile?.columns[field] == nil && constants[field] == nil {
            if let exact = headings.firstIndex(of: field.rawValue), matches[exact] == nil {
                matches[exact] = Match(field: field, origin: .canonical)
            }
        }
        // Most rows among which headings are looked for are none.
        guard normalised.contains(where: spellings.knownHeadings.contains) else { return }
        for field in CanonicalField.allCases
        where column(of: field) == nil && profile?.columns[field] == nil && constants[field] == nil {
            for spelling in spellings.headings[field] ?? [] {
                guard let found = normalised.indices.first(where: { normalised[$0] == spelling && matches[$0] == nil })
                else { continue }
                matches[found] = Match(field: field, origin: .header)
                break
            }
        }
    }

    private mutating func join(_ field: CanonicalField, _ names: [String], _ normalised: [String]) {
        var columns: [Int] = []
        for name in names {
            if let found = headings.firstIndex(of: name) ?? normalised.firstIndex(of: Spellings.normalised(name)) {
                columns.append(found)
                matches[found] = Match(field: field, origin: .profile)
            } else {
                missing.append(name)
            }
        }
        if columns.count > 1 { joined[field] = columns }
    }

    /// What the table lacks to be used, in words that end a sentence; empty: nothing.
    package var lacking: [String] {
        var lacking: [String] = []
        if !has(.orderID) { lacking.append("order_id") }
        if !has(.patientID) { lacking.append("patient_id") }
        if !has(.examCode) && !has(.examDescription) { lacking.append("exam_code or exam_description") }
        if !has(.orderedTime) && !has(.performedTime) { lacking.append("order_datetime or performed_datetime") }
        return lacking
    }

    /// Headings of columns that are used and stand over another column too, which is not.
    var repeated: [String] {
        headings.indices.filter { column in
            matches[column] != nil
                && headings.indices.contains { headings[$0] == headings[column] && matches[$0] == nil }
        }.map { headings[$0] }
    }

    /// The name by which the report says how columns were found.
    package func origin(profile: Profile?) -> String {
        if let profile { return profile.name }
        return matches.contains { $0?.origin == .header } ? "header" : "canonical"
    }
}
