package import AuditModel
import Foundation

/// How exports are to be taken in.
package struct IntakeSettings: Sendable {
    /// Column mapping; nil: found from the headings.
    package var profile: Profile?
    /// A site's own status words, as they are written; they go before the shipped ones.
    package var statusWords: [String: OrderStatus]
    /// Threads.
    package var jobs: Int
    /// Longest record in bytes; a longer one is quarantined.
    package var maxRecordBytes: Int
    /// Bytes of a file that one thread takes at a time; more of very large ones.
    package var chunkBytes: UInt64
    /// What the order table may take; nil: as much as it needs.
    package var memory: MemoryBound?

    package init(
        profile: Profile? = nil, statusWords: [String: OrderStatus] = [:], jobs: Int = 1,
        maxRecordBytes: Int = 1 << 20, chunkBytes: UInt64 = 4 << 20, memory: MemoryBound? = nil
    ) {
        self.memory = memory
        self.profile = profile
        self.statusWords = statusWords
        self.jobs = max(1, jobs)
        self.maxRecordBytes = maxRecordBytes
        self.chunkBytes = max(1, chunkBytes)
    }
}

/// How much memory an order table may take, and the folder of the files in which a bigger one lies.
package struct MemoryBound: Sendable {
    package var bytes: Int
    package var folder: String

    package init(bytes: Int, folder: String? = nil) {
        self.bytes = bytes
        self.folder = folder ?? FileManager.default.temporaryDirectory.path
    }
}
