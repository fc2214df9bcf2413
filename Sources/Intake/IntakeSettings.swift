package import AuditModel

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
    /// Bytes of a file that one thread takes at a time.
    package var chunkBytes: UInt64

    package init(
        profile: Profile? = nil, statusWords: [String: OrderStatus] = [:], jobs: Int = 1,
        maxRecordBytes: Int = 1 << 20, chunkBytes: UInt64 = 16 << 20
    ) {
        self.profile = profile
        self.statusWords = statusWords
        self.jobs = max(1, jobs)
        self.maxRecordBytes = maxRecordBytes
        self.chunkBytes = max(1, chunkBytes)
    }
}
