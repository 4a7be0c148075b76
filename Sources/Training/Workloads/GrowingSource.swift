public import Clusters
public import Kernels

/// The gradients of some blocks, and of others too once they are asked for: those are loaded then.
///
/// For workers that may take over the blocks of lost ones.
public struct GrowingSource<Element: Scalar>: GradientSource {
  private let workload: any Workload<Element>
  private let first: any GradientSource<Element>
  private let held: Set<Int>
  private let more = Sources()

  private final class Sources { var byBlock: [Int: any GradientSource<Element>] = [:] }

  /// Gradients of `blocks`, which are loaded now.
  /// - Throws: where they cannot be loaded.
  public init(_ workload: any Workload<Element>, blocks: [Int]) throws {
    self.init(workload, try workload.source(blocks: blocks), Set(blocks))
  }

  private init(
    _ workload: any Workload<Element>, _ first: any GradientSource<Element>, _ held: Set<Int>
  ) {
    self.workload = workload
    self.first = first
    self.held = held
  }

  public var gradientLength: Int { first.gradientLength }

  public func evaluate(
    block: Int, draw: Int, at model: Span<Element>, into g: inout MutableSpan<Element>,
    while proceed: () -> Bool
  ) throws -> Bool {
    try source(of: block).evaluate(
      block: block, draw: draw, at: model, into: &g, while: proceed)
  }

  private func source(of block: Int) throws -> any GradientSource<Element> {
    if held.contains(block) { return first }
    if let known = more.byBlock[block] { return known }
    let loaded = try workload.source(blocks: [block])
    more.byBlock[block] = loaded
    return loaded
  }

  public func forAnotherThread() -> any GradientSource<Element> {
    GrowingSource(workload, first.forAnotherThread(), held)
  }
}
