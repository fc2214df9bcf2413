import RulePacks
import Testing

struct PackSourceTests {
    @Test func `Files form packs by the first folder of their path, in its order`() {
        let packs = PackSource.grouped([
            PackFile(path: "spine/pack.yaml", text: ""), PackFile(path: "R.yaml", text: ""),
            PackFile(path: "lesions/A.yaml", text: ""), PackFile(path: "spine/B.yaml", text: ""),
        ])
        #expect(packs.map(\.name) == ["local", "lesions", "spine"])
        #expect(
            packs.map { $0.files.map(\.path) } == [
                ["R.yaml"], ["lesions/A.yaml"], ["spine/B.yaml", "spine/pack.yaml"],
            ])
    }

    @Test func `Every shipped pack has a manifest, and every rule is named for its id`() {
        for pack in PackSource.shipped {
            #expect(pack.files.contains { $0.path == "\(pack.name)/pack.yaml" }, "\(pack.name)")
            for file in pack.files
            where !["pack.yaml", "context.yaml", "reasons.yaml", "sources.yaml"].contains(where: file.path.hasSuffix) {
                guard !file.path.contains("/lexicons/") else { continue }
                let name = file.path.split(separator: "/").last.map(String.init) ?? ""
                #expect(file.text.contains("id: \(name.dropLast(".yaml".count))\n"), "\(file.path)")
            }
        }
    }
}
