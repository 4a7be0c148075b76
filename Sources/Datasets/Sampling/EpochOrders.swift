import Randomness

/// The samples that tasks use, with the order of each block's last epoch remembered.
///
/// What it answers depends on (seed, draw, block) alone; remembering only saves time, at most one number
/// a sample. Not for several threads at once.
public final class EpochOrders {
  private let minibatch: Minibatch
  private var orders: [Int: (epoch: Int, order: [Int])] = [:]

  /// Nothing remembered yet.
  public init(_ minibatch: Minibatch) { self.minibatch = minibatch }

  /// The samples of a block in a draw: ascending numbers below the block's size.
  public func rows(block: Int, draw: Int) -> [Int] {
    minibatch.rows(block: block, step: draw) { [self] epoch in
      if let known = orders[block], known.epoch == epoch { return known.order }
      let order = minibatch.order(ofEpoch: epoch, block: block)
      orders[block] = (epoch, order)
      return order
    }
  }
}
