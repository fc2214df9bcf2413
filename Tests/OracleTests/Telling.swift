import AuditModel

/// Writes out one patient for whoever looks into a difference.
struct Telling {
    let export: Export
    let history: PatientHistory

    var text: String {
        let chart = Chart(export: export, history: history)
        var text = ""
        for row in history.rows {
            let order = chart.order(row)
            let exam = export.table.examNames[Int(order.exam)]
            text +=
                "  line \(order.source.line) row \(row) ordered \(moment(order.ordered)) performed \(moment(order.performed)) \(order.status.name) "
            text += "\(exam.code) \(exam.description) side \(order.laterality.name) acc \(order.accessionHash) "
            text += "department \(chart.department(row)) "
            text += "birth \(order.birth) age \(order.ageDays) flags \(order.flags.rawValue)\n"
            let entry = chart.facts(row)
            for (word, set) in [
                ("states", entry.present), ("asks", entry.uncertain), ("denies", entry.absent),
                ("unbound", entry.unbound),
            ] where !set.isEmpty { text += "      \(word) \(names(set))\n" }
            for index in entry.statements { text += "      \(says(export.table.facts.statements[Int(index)]))\n" }
            for mention in chart.mentions(row) {
                text +=
                    "      mention \(mention.state) \(mention.modality?.name ?? "-") regions \(mention.regions) side \(mention.side.name) outside \(mention.outside) day \(number(mention.day))\n"
            }
        }
        for (number, lesion) in history.lesions.enumerated() {
            text +=
                "  lesion \(number) \(chart.site(lesion)) \(lesion.side.name) members \(lesion.members) episodes \(lesion.episodes)\n"
            for known in lesion.statements {
                text +=
                    "      known \(moment(known.known)) row \(known.row) linked \(known.linkedRow.map(String.init) ?? "-")\n"
            }
        }
        return text
    }

    private func says(_ statement: LesionStatement) -> String {
        "\(statement.field.name): lesion \(statement.lesion) site \(export.vocabulary[statement.site].name) \(statement.side.name) found on \(statement.foundOn?.name ?? "-") \(statement.foundOnRegions)\(statement.foundOutside ? " outside" : "") size \(statement.sizeState) \(statement.sizeMillimetres) yes \(names(statement.present)) maybe \(names(statement.uncertain)) no \(names(statement.absent))"
    }

    private func names(_ set: ConceptSet) -> String {
        set.members.map { export.vocabulary[$0].name }.joined(separator: ",")
    }
    private func number(_ day: Day) -> String {
        day.isKnown ? "d\(day.number - RandomPatients.coverageStart.number)" : "-"
    }
    private func moment(_ moment: Moment) -> String {
        number(moment.day) + (moment.hasTime ? "@\(moment.second / 60)" : "")
    }
}
