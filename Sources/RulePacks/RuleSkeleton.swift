/// The beginning of a new rule: every part that a rule needs, with examples to make true.
package enum RuleSkeleton {
    package static func text(id: String) -> String {
        """
        # yaml-language-server: $schema=rule.schema.json
        id: \(id)
        title: One sentence that says what is expected
        status: draft
        author: your name
        next-review: 2027-12-31
        rate: none  # deviation, where a row says DEVIATION: the share of units that differ is then told
        sources: [where this is written]
        rationale: Why it matters, in a sentence or two.
        explanations:
          - what would explain a finding
          - a comment in the order that the export does not carry

        # Who is judged at all. Everybody else gets no row.
        scope:
          stated: mass

        # What one verdict is about.
        judge:
          first: { kind: biopsy }
          lookback: $lookback-days

        # What is searched for around it, in days.
        find:
          imaging-before: { last: { modality: [CT, MR], kind: diagnostic, covers: "yes" }, before: judged, days: [-180, 0] }

        # The first row that holds decides.
        outcomes:
          - { when: { stated: known-tumour }, then: NOT_APPLICABLE, reason: KNOWN_TUMOUR }
          - { when: { found: imaging-before }, then: COMPLIANT, reason: IMAGING_BEFORE }
          - { when: { history: none }, then: INDETERMINATE, reason: HISTORY_NOT_COVERED }
          - { otherwise: true, then: ADVISORY, reason: NO_IMAGING_BEFORE }

        message: "{judged.exam} is recorded on {judged.day}; no CT or MRI of the region is in this export in the 180 days before."

        examples:
          - name: Imaging came first
            age: 40 y
            orders:
              - { day: 0, code: "73720", exam: MRI FEMUR WO AND W RIGHT, says: 6 cm right thigh mass }
              - { day: 9, code: "20206", exam: CORE BIOPSY RIGHT THIGH MASS, says: 6 cm right thigh mass }
            expect: COMPLIANT IMAGING_BEFORE
          - name: No imaging
            age: 40 y
            orders:
              - { day: 9, code: "20206", exam: CORE BIOPSY RIGHT THIGH MASS, says: 6 cm right thigh mass }
            expect: ADVISORY NO_IMAGING_BEFORE
          - name: The export begins too late
            age: 40 y
            coverage: -10
            orders:
              - { day: 9, code: "20206", exam: CORE BIOPSY RIGHT THIGH MASS, says: 6 cm right thigh mass }
            expect: INDETERMINATE HISTORY_NOT_COVERED
          - name: A tumour that is already known
            age: 40 y
            orders:
              - { day: 9, code: "20206", exam: CORE BIOPSY RIGHT THIGH MASS, says: "known sarcoma on chemotherapy, right thigh mass" }
            expect: NOT_APPLICABLE KNOWN_TUMOUR
          - name: No mass at all
            orders:
              - { day: 0, code: "73720", exam: MRI FEMUR WO AND W RIGHT, says: right thigh pain }
            expect: nothing

        """
    }
}
