import Foundation
package import SystemPackage

/// A temporary file without a name, readable by this user alone and gone with the run.
package enum NamelessFile {
    /// Throws where the folder takes no file.
    package static func opened(in folder: String) throws -> FileDescriptor {
        let path = FilePath(folder).appending("orderaudit-\(UUID().uuidString)")
        let file = try FileDescriptor.open(
            path, .readWrite, options: [.create, .exclusiveCreate, .closeOnExec], permissions: [.ownerReadWrite])
        try FileManager.default.removeItem(atPath: path.string)
        return file
    }
}
