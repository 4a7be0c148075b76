import Settings

/// Which worker holds which blocks in an approximate code of slices: the incidence A of k blocks and n
/// workers.
struct BlockStructure: Sendable {
  /// k.
  let blocks: Int
  /// By worker, in the order of evaluation.
  let held: [[Int]]

  /// The coset graph: k = n / m blocks, and worker x holds blocks x, x + 1, … x + δ − 1 mod k.
  ///
  /// So workers of one coset {x, x + k, x + 2k, …} hold the same blocks, and a block has δ m holders.
  init(cosets blocks: Int, slices: Int, load: Int) {
    self.blocks = blocks
    held = (0..<blocks * slices).map { worker in (0..<load).map { (worker + $0) % blocks } }
  }

  /// A symmetric block design on n workers and n blocks (`BlockDesign`); nil where there is none.
  init?(designFor workers: Int) {
    guard let set = BlockDesign.differenceSets.first(where: { $0.workers == workers })?.set else {
      return nil
    }
    blocks = workers
    held = (0..<workers).map { worker in set.map { (worker + $0) % workers } }
  }

  /// The holders of a block, ascending.
  func holders(of block: Int) -> [Int] { held.indices.filter { held[$0].contains(block) } }
}
