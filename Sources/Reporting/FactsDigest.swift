import AuditModel
import Crypto

extension Finding {
    /// Eight bytes in hexadecimal over what the finding rests on: verdict, events, evidence and window. Neither wording,
    /// nor confidence in reading, nor the names of departments belong to it.
    var factsDigest: String {
        let facts = [
            ruleID, verdict.name, reason, orderID, ordered.description, performed.description, examCode,
            examDescription, lesionSite, laterality, evidenceOrderIDs.sorted().joined(separator: "\u{1F}"),
            searchedFrom.description, searchedTo.description,
        ].joined(separator: "\u{1E}")
        // Read at once, because a digest is slow to walk.
        return hexadecimal(
            unsafe SHA256.hash(data: Array(facts.utf8)).withUnsafeBytes {
                unsafe $0.loadUnaligned(as: UInt64.self).bigEndian
            })
    }
}
