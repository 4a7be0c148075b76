import Glibc

/// Ends a child process with this one, however this one ends.
///
/// A pipe that nobody writes to: its writing end is open in this process alone, and when the last of it
/// is gone, the kernel sends SIGKILL to the child and to what the child started. So a child that is stuck
/// in its own code ends too. `PR_SET_PDEATHSIG` would not do: it ends a child with the thread that
/// started it.
public final class Lifeline: Sendable {
  private let writing: Int32
  /// To stay open in the child: without a reader there is nobody to tell.
  public let reading: Int32

  /// Of Linux, for GNU sources only.
  private static let setSignal: Int32 = 10

  /// A line that holds nobody yet.
  /// - Throws: where the system has no descriptors left.
  public init() throws(RunError) {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw RunError(system: "cannot make a pipe") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    (reading, writing) = (ends[0], ends[1])
  }

  deinit {
    close(writing)
    close(reading)
  }

  /// Holds a child that has inherited `reading`.
  public func hold(_ child: ChildProcess) {
    _ = fcntl(reading, F_SETOWN, child.signalTarget)
    _ = fcntl(reading, Self.setSignal, SIGKILL)
    _ = fcntl(reading, F_SETFL, fcntl(reading, F_GETFL) | O_ASYNC)
  }
}
