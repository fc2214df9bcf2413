import AuditModel

/// Tells which of an order's diagnosis codes name a lesion.
package struct LesionCodes {
    private var reading: CodeReading

    package init(_ lexicons: Lexicons) { reading = CodeReading(lexicons.text) }

    /// As they are written, in upper case.
    package mutating func named(in codes: String) -> [String] {
        codes.utf8.split { !DiagnosisCode.isPart($0) }.map { String(decoding: $0, as: UTF8.self).uppercased() }
            .filter { code in
                reading.read(code.utf8.span)
                return reading.lesions.contains { !$0.concepts.isEmpty }
            }
    }
}
