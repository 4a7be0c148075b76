import Glibc

/// Waiting that neither burns a core nor sleeps through a message.
///
/// Twenty-five ranks on two cores starve each other if they spin: a wait begins with a few yields and
/// then naps, longer each time. Open MPI's own blocking calls keep a core at full load.
struct Patience {
  private var tries = 0
  private var nap: Int
  private let shortest: Int
  private let longest: Int

  /// Naps grow from 20 to `longest` microseconds.
  init(longestMicroseconds longest: Int = 200) {
    shortest = 20
    nap = 20
    self.longest = longest
  }

  /// Something happened: the next wait begins afresh.
  mutating func reset() {
    tries = 0
    nap = shortest
  }

  /// Lets others run for a while, at most `limit` seconds.
  mutating func pause(atMost limit: Double = .infinity) {
    tries += 1
    guard tries > 16 else {
      sched_yield()
      return
    }
    let microseconds = min(Double(nap), max(1, limit * 1e6))
    var duration = timespec(tv_sec: 0, tv_nsec: Int(microseconds * 1000))
    nanosleep(&duration, nil)
    nap = min(2 * nap, longest)
  }
}
