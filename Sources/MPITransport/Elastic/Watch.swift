import Glibc
import Synchronization

/// A thread that ends the process where a call of MPI that cannot be interrupted takes too long.
final class Watch: Sendable {
  private let isOver = Atomic<Bool>(false)
  private let seconds: Double
  private let line: String
  private let code: Int32

  /// Watches from now on.
  /// - Parameters:
  ///   - line: What is told before the end; nothing where it is empty.
  ///   - code: The process's exit code then.
  init(seconds: Double, _ line: String, code: Int32 = 1) {
    self.seconds = seconds
    self.line = line
    self.code = code
    var thread = pthread_t()
    pthread_create(
      &thread, nil,
      { context in
        guard let context else { return nil }
        Unmanaged<Watch>.fromOpaque(context).takeRetainedValue().wait()
        return nil
      }, Unmanaged.passRetained(self).toOpaque())
    pthread_detach(thread)
  }

  /// The call has returned.
  func end() { isOver.store(true, ordering: .releasing) }

  private func wait() {
    for _ in 0..<Int(seconds * 20) {
      usleep(50_000)
      if isOver.load(ordering: .acquiring) { return }
    }
    let text = line.isEmpty ? "" : "pgc-train: \(line)\n"
    _ = text.withCString { write(2, $0, strlen($0)) }
    _exit(code)
  }
}
