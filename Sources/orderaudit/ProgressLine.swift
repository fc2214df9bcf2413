import AuditPipeline
import Foundation

/// One line on a terminal's standard error that says what a run is busy with, and is gone when it is done. Nowhere else
/// anything is shown.
enum ProgressLine {
    static func show(_ stage: AuditSettings.Stage) {
        guard isatty(FileHandle.standardError.fileDescriptor) == 1 else { return }
        let words =
            switch stage {
            case .reading: "reading the exports ..."
            case .judging(let orders): "judging \(orders) orders ..."
            case .writing(let findings): "writing the report of \(findings) findings ..."
            case .done: ""
            }
        // Back to the line's first column, and the rest of it cleared.
        try? FileHandle.standardError.write(contentsOf: Data("\r\u{1B}[K\(words)".utf8))
    }
}
