import AuditModel
import Foundation
import Glibc
import SystemPackage

/// Lays the columns of an order table that is above a bound into temporary files without a name, readable by this
/// user alone. The columns stay where they are for whoever reads them; the system keeps in memory what there is room for.
struct TableSpill: Sendable {
    private let bound: MemoryBound
    /// Bytes of the columns that lie in files, by where they begin.
    private var laid: [UInt: Int] = [:]

    init(_ bound: MemoryBound) { self.bound = bound }

    /// Whether columns of so many bytes are more than may stay in memory.
    func exceeds(_ bytes: Int) -> Bool { bytes > bound.bytes }

    /// Lays a column's whole capacity into a file, unless it lies there. Throws where the
    /// temporary folder has no room.
    mutating func lay<Element>(_ column: inout [Element]) throws(AuditIssues) {
        // First of all it must be the only one that holds its memory: writing to it would move it.
        column.reserveCapacity(column.capacity)
        let room = column.capacity * MemoryLayout<Element>.stride
        let failure: AuditIssues? = unsafe column.withUnsafeMutableBytes { elements in
            unsafe lay(UnsafeMutableRawBufferPointer(start: elements.baseAddress, count: room), used: elements.count)
        }
        if let failure { throw failure }
    }

    /// The same for a column's memory, of which the first `used` bytes hold something; returns why it can not be done.
    mutating func lay(_ room: UnsafeMutableRawBufferPointer, used: Int) -> AuditIssues? {
        guard let base = room.baseAddress else { return nil }
        let page = Int(getpagesize())
        // Whole pages of the column alone; what shares a page with other things stays.
        let first = (Int(bitPattern: base) + page - 1) / page * page
        let length = (Int(bitPattern: base) + room.count) / page * page - first
        if length < page || laid[UInt(first)] == length { return nil }
        guard let start = unsafe UnsafeMutableRawPointer(bitPattern: first) else { return nil }
        do {
            unsafe try lay(start, length: length, used: max(0, min(length, Int(bitPattern: base) + used - first)))
        } catch {
            let reason = error as? Errno ?? .ioError
            return AuditIssues(
                .output,
                [
                    AuditIssue(
                        file: bound.folder,
                        "the order table takes more than --memory and can not be laid into a temporary file of \(room.count >> 20) MiB: "
                            + "\(reason.description); name another folder in TMPDIR, or allow more memory")
                ])
        }
        laid[UInt(first)] = length
        return nil
    }

    private func lay(_ start: UnsafeMutableRawPointer, length: Int, used: Int) throws {
        let file = try NamelessFile.opened(in: bound.folder)
        defer { try? file.close() }
        // Room is taken now: a page that could not be written later would end the program.
        let status = posix_fallocate(file.rawValue, 0, length)
        if status != 0 { throw Errno(rawValue: status) }
        try unsafe file.writeAll(toAbsoluteOffset: 0, UnsafeRawBufferPointer(start: start, count: used))
        let mapped = unsafe mmap(start, length, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED, file.rawValue, 0)
        if unsafe mapped == MAP_FAILED { throw Errno(rawValue: errno) }
    }
}
