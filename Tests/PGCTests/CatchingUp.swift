import Clusters

/// Workers that are late in a step and ready again for the next: one second a task, half a second more
/// for whoever is late, which is made up for in the step after.
///
/// With late work finished, every worker then evaluates every version, and the messages of the late
/// are just not used: the publications' model of stragglers.
struct CatchingUp: DelayModel {
  let isLate: @Sendable (_ worker: Int, _ step: Int) -> Bool

  init(_ isLate: @escaping @Sendable (_ worker: Int, _ step: Int) -> Bool) { self.isLate = isLate }

  init(late: [[Int]]) {
    self.init { worker, step in late.indices.contains(step) && late[step].contains(worker) }
  }

  func seconds(worker: Int, step: Int, load: Double) -> Double {
    let behind = step > 0 && isLate(worker, step - 1) ? 0.5 : 0
    return 1 + (isLate(worker, step) ? 0.5 : 0) - behind
  }
}

/// Workers that never answer; the others take a second and a little.
struct Dead: DelayModel {
  let workers: Set<Int>

  init(_ workers: Set<Int>) { self.workers = workers }

  func seconds(worker: Int, step: Int, load: Double) -> Double {
    workers.contains(worker) ? .infinity : 1 + Double((7 * worker + 3 * step) % 11) / 100
  }
}
