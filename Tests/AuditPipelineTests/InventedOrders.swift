import Foundation

/// Orders of invented patients, drawn from words that reach many rules. The same seed gives the same orders.
struct InventedOrders {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    static let header =
        "order_id,patient_id,sex,birth_date,age,order_datetime,performed_datetime,status,exam_code,exam_description,indication,icd10,prior_finding"

    /// Lines of a canonical export, without its header, patient by patient.
    mutating func lines(patients: Int) -> [String] {
        var lines: [String] = []
        for patient in 0..<patients {
            let birth = pick(["2021-04-03", "2012-09-30", "1990-01-15", "1958-06-01", ""])
            let side = pick(["left", "right", "L", "R"])
            let site = pick(["flank", "thigh", "retroperitoneal", "calf", "renal", "abdominal"])
            let extra = pick([
                "", "", ", 6 cm", ", 3 cm subcutaneous", ", ?Wilms", ", pregnant", ", known sarcoma on chemo",
            ])
            for order in 0..<Int(1 + next(6)) {
                let day = 60 + Int(next(300))
                let exam = exams[Int(next(UInt64(exams.count)))]
                let text = pick([
                    "calcified \(side) \(site) mass\(extra)", "\(side) \(site) mass\(extra)",
                    "r/o calcified \(site) mass", "abdominal pain", "\(side) \(site) lump, no calcification",
                ])
                let prior = pick([
                    "", "", "US: calcified mass", "XR: calcifications, cortical erosion", "outside CT shows mass",
                    "MRI",
                ])
                let status = pick([
                    "COMPLETED", "COMPLETED", "COMPLETED", "COMPLETED", "CANCELLED", "SCHEDULED", "", "Exam Ended",
                ])
                let clock = pick(["", "", " 09:30", " 14:05"])
                let date = "\(iso(day))\(clock)"
                let performed = status == "CANCELLED" || status == "SCHEDULED" ? "" : date
                lines.append(
                    "O\(patient)-\(order),P\(patient),F,\(birth),,\(date),\(performed),\(status),\(exam.0),\(exam.1),\"\(text)\",R19.02,\"\(prior)\""
                )
            }
        }
        return lines
    }

    mutating func shuffled(_ lines: [String]) -> [String] {
        var lines = lines
        for index in lines.indices.reversed() where index > 0 { lines.swapAt(index, Int(next(UInt64(index + 1)))) }
        return lines
    }

    mutating func next(_ bound: UInt64) -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return (state >> 33) % bound
    }

    private mutating func pick(_ words: [String]) -> String { words[Int(next(UInt64(words.count)))] }

    private func iso(_ day: Int) -> String {
        let date = Date(timeIntervalSince1970: Double(day + 20_000) * 86_400)
        return String(date.formatted(.iso8601).prefix(10))
    }

    private let exams = [
        ("76700", "US ABDOMEN COMPLETE"), ("74018", "XR ABDOMEN 1 VIEW"), ("74177", "CT ABD/PELVIS W CONTRAST"),
        ("74178", "CT ABD/PELVIS W/O THEN W"), ("74150", "CT ABDOMEN W/O CONTRAST"), ("74183", "MRI ABDOMEN W/O & W"),
        ("49180", "BX RETROPERITONEAL MASS"), ("73552", "XR FEMUR 2 VIEWS"), ("73720", "MRI LOWER EXTREMITY W/O & W"),
        ("73701", "CT LOWER EXTREMITY W"), ("20206", "CORE BIOPSY THIGH MASS"), ("27339", "EXCISION TUMOR THIGH"),
        ("77012", "CT GUIDANCE NEEDLE PLACEMENT"), ("78815", "PET/CT SKULL BASE TO THIGH"),
        ("IMG1", "CT ABDOMEN PELVIS"),
    ]
}

/// A folder of its own for one test.
struct TestFolder {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "orderaudit-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    func write(_ name: String, _ text: String) throws -> String { try write(name, Data(text.utf8)) }

    func write(_ name: String, _ data: Data) throws -> String {
        let file = url.appending(path: name)
        try data.write(to: file)
        return file.path
    }

    func bytes(_ path: String) throws -> Data { try Data(contentsOf: url.appending(path: path)) }
}
