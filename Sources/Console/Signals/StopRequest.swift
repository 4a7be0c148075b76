import Glibc
import Synchronization

/// Whether this process was asked to end, by SIGTERM, SIGINT, SIGHUP or SIGUSR1.
///
/// The first signal asks, from when somebody heeds it; before, and a second time, a signal ends the process
/// at once. SIGUSR1 is what `mpirun` passes on to
/// its ranks at once, where it waits a second before it passes on the others.
public final class StopRequest: Sendable {
  private let number = Atomic<Int32>(0)

  /// Nobody has asked.
  public init() {}

  /// The signal that asked; nil before.
  public var signal: Int32? {
    let own = number.load(ordering: .acquiring)
    let signal = own == 0 ? received.load(ordering: .acquiring) : own
    return signal == 0 ? nil : signal
  }

  /// Asks, as a signal does.
  public func ask(_ signal: Int32) { number.store(signal, ordering: .releasing) }

  /// From now on there is something to save, and somebody who looks at `signal` often.
  public static func heed() { isHeeded.store(true, ordering: .releasing) }

  /// Takes the process's signals from now on, but for those that it was started to ignore, as `nohup`
  /// does.
  public static func takeSignals() {
    for signal in [SIGTERM, SIGINT, SIGHUP, SIGUSR1] {
      var action = sigaction()
      sigaction(signal, nil, &action)
      if unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 1 { continue }
      action.__sigaction_handler.sa_handler = { signal in
        let (isFirst, _) = received.compareExchange(
          expected: 0, desired: signal, ordering: .acquiringAndReleasing)
        if !isFirst || !isHeeded.load(ordering: .acquiring) { _exit(128 + signal) }
      }
      action.sa_flags = SA_RESTART
      sigaction(signal, &action, nil)
      var own = sigset_t()
      sigemptyset(&own)
      sigaddset(&own, signal)
      pthread_sigmask(SIG_UNBLOCK, &own, nil)
    }
  }
}

/// The first signal that came.
///
/// A signal's handler can reach nothing but what is global. Waiting for signals on a thread would do
/// without it, but libraries start threads of their own before `main`, to which the system may give a
/// signal.
private let received = Atomic<Int32>(0)

/// Whether anybody looks.
private let isHeeded = Atomic<Bool>(false)
