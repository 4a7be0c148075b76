import Glibc

/// Makes a folder and those above it.
/// - Parameter option: What to name before the path in an error, such as `--out`.
/// - Throws: where it is not there afterward.
public func makeFolder(_ path: String, option: String? = nil) throws(RunError) {
  guard let reason = madeFolder(path) else { return }
  throw RunError("\(option.map { "\($0) " } ?? "")\(path): the folder cannot be made: \(reason)")
}

/// Nil where a folder is there or was made, else why not.
private func madeFolder(_ path: String) -> String? {
  var status = stat()
  func isThere() -> Bool { stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR }
  if isThere() { return nil }
  if let slash = path.dropLast().lastIndex(of: "/"), slash != path.startIndex,
    let reason = madeFolder(String(path[..<slash]))
  {
    return reason
  }
  if mkdir(path, 0o777) == 0 { return nil }
  let code = errno
  // Another process may have been quicker.
  if code == EEXIST, isThere() { return nil }
  return code == EEXIST ? "it is a file" : errorText(code)
}

/// The names in a folder, in no order; none where it cannot be read.
public func names(in folder: String) -> [String] {
  guard let stream = opendir(folder) else { return [] }
  defer { closedir(stream) }
  var names: [String] = []
  while let entry = readdir(stream) {
    names.append(
      withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      })
  }
  return names
}

/// The bytes of a file; nil where it cannot be read.
public func readFile(_ path: String) -> [UInt8]? {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { return nil }
  defer { close(descriptor) }
  var status = stat()
  guard fstat(descriptor, &status) == 0 else { return nil }
  var bytes = [UInt8](repeating: 0, count: Int(status.st_size) + 1)
  var filled = 0
  while true {
    if filled == bytes.count { bytes.append(contentsOf: repeatElement(0, count: filled)) }
    let count = bytes.withUnsafeMutableBytes { all in
      read(descriptor, all.baseAddress.map { $0 + filled }, all.count - filled)
    }
    if count < 0 && errno == EINTR { continue }
    guard count >= 0 else { return nil }
    if count == 0 { return Array(bytes[..<filled]) }
    filled += count
  }
}

/// Gives a file another name, in place of what has that name.
/// - Throws: where the system does not do it.
public func move(_ path: String, to name: String) throws(RunError) {
  guard rename(path, name) == 0 else { throw RunError(system: "\(name): cannot be written") }
}

/// Waits until what was written to a file is on the disk.
/// - Throws: where it is not there, or the disk does not take it.
public func bringToDisk(_ path: String) throws(RunError) {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { throw unwritable(path) }
  defer { close(descriptor) }
  guard fsync(descriptor) == 0 else { throw unwritable(path) }
}
