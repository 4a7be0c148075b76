import CMPI

/// A failed MPI call: which one, and what the library said.
public struct MPIError: Error, Sendable, CustomStringConvertible {
  /// The function, by its name in the standard.
  public let call: String
  /// The library's code.
  public let code: Int32
  public let description: String

  init(call: String, code: Int32) {
    self.call = call
    self.code = code
    var text = [CChar](repeating: 0, count: Int(MPI_MAX_ERROR_STRING))
    var length: Int32 = 0
    MPI_Error_string(code, &text, &length)
    let words = text.prefix(Int(length)).map { UInt8(bitPattern: $0) }
    description = "\(call): \(String(decoding: words, as: UTF8.self)) (code \(code))"
  }

  init(call: String, problem: String) {
    self.call = call
    code = Int32(MPI_SUCCESS)
    description = "\(call): \(problem)"
  }
}

/// Turns a return code into a thrown error.
@inline(__always)
func check(_ code: Int32, _ call: StaticString) throws(MPIError) {
  if code != MPI_SUCCESS { throw MPIError(call: "\(call)", code: code) }
}
