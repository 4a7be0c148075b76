import Glibc

/// Waiting that neither burns a core nor sleeps through a message.
///
/// Twenty-five ranks on two cores starve each other if they spin: a wait begins with a few yields and
/// then naps, longer each time. Open MPI's own blocking calls keep a core at full load.
struct Patience {
  private var tries = 0
  private let longest: Double

  /// Naps grow from 20 to `longest` microseconds.
  init(longestMicroseconds longest: Double = 200) { self.longest = longest }

  /// Something happened: the next wait begins afresh.
  mutating func reset() { tries = 0 }

  /// Lets others run for a while, at most `limit` seconds.
  mutating func pause(atMost limit: Double = .infinity) {
    Self.pause(tries, longestMicroseconds: longest, atMost: limit)
    tries += 1
  }

  /// The pause after so many in the same wait.
  static func pause(_ tries: Int, longestMicroseconds longest: Double, atMost limit: Double) {
    guard tries >= 16 else {
      sched_yield()
      return
    }
    let nap = min(20 * Double(1 << min(tries - 16, 20)), longest)
    var duration = timespec(tv_sec: 0, tv_nsec: Int(min(nap, max(1, limit * 1e6)) * 1000))
    nanosleep(&duration, nil)
  }
}
