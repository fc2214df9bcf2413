import AuditModel

/// Finds nothing in any text.
struct SilentReader: OrderTextReading {
    mutating func read(
        indication: Span<UInt8>, priorFinding: Span<UInt8>, icd10: Span<UInt8>, ordered: Moment,
        into facts: inout FactTable
    ) -> UInt32 { 0 }
}
