import Foundation
import PackagePlugin

/// Turns the one folder of YAML, templates, style or script that a target carries into a Swift source of that target.
@main
struct EmbedFiles: BuildToolPlugin {
    private static let folders = ["Lexicons", "Packs", "Profiles", "Templates"]
    private static let kinds: Set<String> = ["yaml", "mustache", "css", "js", "svg"]

    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let files = FileManager.default
        var commands: [Command] = []
        for name in Self.folders {
            let folder = target.directoryURL.appending(path: name)
            guard files.fileExists(atPath: folder.path),
                let found = files.enumerator(at: folder, includingPropertiesForKeys: nil)
            else { continue }
            let inputs = found.compactMap { $0 as? URL }.filter { Self.kinds.contains($0.pathExtension) }
                .sorted { $0.path < $1.path }
            let output = context.pluginWorkDirectoryURL.appending(path: "Embedded\(name).swift")
            commands.append(
                .buildCommand(
                    displayName: "Embedding \(target.name)/\(name)",
                    executable: try context.tool(named: "embed-files").url,
                    arguments: [folder.path, output.path] + inputs.map(\.path),
                    inputFiles: inputs + [folder], outputFiles: [output]))
        }
        return commands
    }
}
