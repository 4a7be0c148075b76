import Glibc

/// What tells one content of a file from another: zlib's CRC-32 and the length, `crc32:8a9136aa:1234`.
///
/// It is for changes that nobody meant to hide, and guards against no one: a changed file of the same
/// length goes unnoticed once in four billion times. zlib is linked anyway, takes a second for a
/// gigabyte, and needs no process of its own, which a rank of MPI should not start.
/// - Throws: where the file cannot be read.
public func digest(ofFile path: String) throws(RunError) -> String {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { throw RunError(system: "\(path): cannot be read") }
  defer { close(descriptor) }
  var piece = [UInt8](repeating: 0, count: 1 << 20)
  var sum = Checksum()
  var length = 0
  while true {
    let count = piece.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
    if count < 0, errno == EINTR { continue }
    guard count >= 0 else { throw RunError(system: "\(path): cannot be read") }
    guard count > 0 else { break }
    piece.withUnsafeBytes { sum.add(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
    length += count
  }
  let digits = String(sum.value, radix: 16)
  return "crc32:" + String(repeating: "0", count: 8 - digits.count) + digits + ":\(length)"
}
