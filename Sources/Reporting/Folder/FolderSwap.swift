import CRenameExchange
import Foundation

/// Puts a finished folder into its place and clears away the one that stood there.
struct FolderSwap {
    var draft: URL
    var place: URL

    func perform() throws {
        let files = FileManager.default
        guard files.fileExists(atPath: place.path) else {
            try files.moveItem(at: draft, to: place)
            return
        }
        if exchange() {
            // The old report now has the draft's hidden name.
            try files.removeItem(at: draft)
            return
        }
        // Where the file system cannot exchange two names, the old report steps aside and returns if the move fails.
        let aside = draft.appendingPathExtension("old")
        try files.moveItem(at: place, to: aside)
        do {
            try files.moveItem(at: draft, to: place)
        } catch {
            try files.moveItem(at: aside, to: place)
            throw error
        }
        try files.removeItem(at: aside)
    }

    /// One step for every other process; false where the kernel or file system does not offer it.
    private func exchange() -> Bool {
        unsafe draft.path.withCString { from in
            unsafe place.path.withCString { to in unsafe rename_exchange(from, to) == 0 }
        }
    }
}
