import Coding

/// Rows of a complex encoding matrix as two real messages, and who has sent both.
///
/// A worker's message is m = Σ B_ji g_i with real gradients and complex B. Part 0 is Re m, part 1 is
/// Im m; with a the complex decoding vector, ĝ = Re Σ a_j m_j = Σ (Re a_j Re m_j − Im a_j Im m_j).
enum ComplexCode {
  /// A row of B in two parts; each block is evaluated once, for part 0.
  static func terms(blocks: [Int], coefficients: [Complex]) -> [Term] {
    zip(blocks, coefficients).map { Term($0, $1.re, part: 0) }
      + zip(blocks, coefficients).map { Term($0, $1.im, part: 1) }
  }

  /// Waits for both parts of `needed` workers; weights from a decoder without a solver.
  struct Collecting: Gather {
    private var responders: FirstResponders
    private let parts: Int
    private let decode: @Sendable (_ received: [Int]) -> [Complex]

    /// - Parameters:
    ///   - parts: 2, or 1 where the code is real.
    ///   - decode: The decoding vector of `needed` workers, ascending.
    init(_ needed: Int, parts: Int, decode: @escaping @Sendable (_ received: [Int]) -> [Complex]) {
      responders = FirstResponders(needed)
      self.parts = parts
      self.decode = decode
    }

    mutating func open(step: Int, at time: Double) { responders.open(step: step) }

    mutating func add(_ arrival: Arrival) -> Verdict {
      // Parts come in order: with the last of them the worker's message is whole.
      if arrival.part == parts - 1 { return responders.add(arrival) }
      return arrival.version == responders.step ? .counted : .released
    }

    mutating func close(into weights: inout [Weight]) {
      let received = responders.sorted
      let step = responders.step
      for (worker, a) in zip(received, decode(received)) {
        weights.append(Weight(place: worker * parts, version: step, a.re))
        if parts > 1 { weights.append(Weight(place: worker * parts + 1, version: step, -a.im)) }
      }
    }
  }
}
