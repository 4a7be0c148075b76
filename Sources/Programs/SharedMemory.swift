import CLinux
import Console
import Glibc

/// Memory that a program sees too: a control word, the model, and the gradient with the loss behind it.
///
/// It has no name in any folder, so nothing is left of it when the last process that maps it has ended.
final class SharedMemory {
  /// The file, for the program to inherit.
  let descriptor: Int32
  private var start: UnsafeMutableRawPointer?
  private var length = 0

  /// Where the word is that asks a program to drop its task.
  static let controlOffset = 0
  /// Where the model is.
  static let modelOffset = 64

  /// Memory without a size yet.
  /// - Throws: where the system has none.
  init() throws(RunError) {
    descriptor = memfd_create("pgc-program", clinux_close_on_exec())
    guard descriptor >= 0 else { throw RunError(system: "cannot make shared memory") }
  }

  deinit {
    if let start { munmap(start, length) }
    close(descriptor)
  }

  /// Where the gradient of a model of so many bytes is.
  static func gradientOffset(modelBytes: Int) -> Int { modelOffset + (modelBytes + 63) / 64 * 64 }

  /// Gives it a size and maps it.
  /// - Throws: where there is not enough memory.
  func map(bytes: Int) throws(RunError) {
    guard ftruncate(descriptor, bytes) == 0,
      let place = mmap(nil, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0),
      place != MAP_FAILED
    else { throw RunError(system: "cannot share \(bytes) bytes of memory with the program") }
    start = place
    length = bytes
  }

  /// Where an offset is in this process.
  /// - Precondition: It is mapped that far.
  func address(_ offset: Int) -> UnsafeMutableRawPointer {
    guard let start, offset < length else { preconditionFailure("not mapped up to \(offset)") }
    return start + offset
  }

  /// Asks a program that looks to drop its task, or takes that back.
  func ask(toDrop: Bool) {
    address(Self.controlOffset).storeBytes(of: toDrop ? 1 : 0, as: UInt32.self)
  }
}
