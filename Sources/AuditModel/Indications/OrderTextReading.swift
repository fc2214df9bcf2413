/// Reads an order's texts and codes into facts. Intake calls it once a row while the bytes are at hand, so it must not
/// allocate for a row that says nothing; one reader serves one thread.
public protocol OrderTextReading {
    /// Adds what the fields say to `facts` and returns the entry's number, 0 where they say nothing of interest.
    /// The spans are UTF-8 without surrounding quotes. `ordered` anchors words such as "2 weeks ago".
    mutating func read(
        indication: Span<UInt8>, priorFinding: Span<UInt8>, icd10: Span<UInt8>, ordered: Moment,
        into facts: inout FactTable
    ) -> UInt32
}
