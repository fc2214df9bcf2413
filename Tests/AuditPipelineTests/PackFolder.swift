import Foundation

/// A folder of rule files for one test, as a quality team would keep it.
enum PackFolder {
    /// A new folder named `local` with these files.
    static func write(_ files: [String: String]) throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(path: "packs-\(UUID().uuidString)/local")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
        return folder
    }
}
