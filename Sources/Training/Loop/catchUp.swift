public import Clusters
public import Coding
import Kernels

/// Repeats the events of a virtual run's first steps, without gradients: who does what, and what is
/// held in name, is then what it was.
///
/// Nothing of it depends on a gradient, so models are published empty, to be filled by the cluster's
/// `restore`. It takes about a second for a million messages.
/// - Parameters:
///   - cluster: At its start, with the names of messages that it refused, which nothing else tells.
///   - dimension: d.
///   - step: How many steps are repeated.
/// - Returns: The control after them.
/// - Throws: what the scheme or the cluster throw.
public func catchUp<C: Cluster & ~Copyable>(
  by scheme: any Scheme, lateWork: LateWork, shares: [Double], on cluster: inout C,
  dimension: Int, to step: Int, lostBlocks: LostBlocks = .stop, keepsTasks: Bool = false
) throws -> StepControl {
  var loop = StepLoop(
    StepControl(
      scheme, lateWork: lateWork, shares: shares, lostBlocks: lostBlocks, keepsTasks: keepsTasks),
    waitsFor: scheme.waitsFor, keepsTasks: keepsTasks)
  let empty = Vector<C.Element>(repeating: 0, count: dimension)
  var nobody = Nobody()
  for number in 0..<step {
    cluster.publish(empty.span, version: number)
    cluster.forget(before: loop.control.oldestVersion)
    try loop.run(number, on: &cluster, observer: &nobody) { try $0.put($1) }
  }
  return loop.control
}

/// What was recorded once is not recorded again.
///
/// A class, since an empty value has no address, which the thread sanitizer looks at.
private final class Nobody: EventObserver {}
