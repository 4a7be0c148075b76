import Coding

/// What the parameter server holds, in name: of every place the version, and the blocks in it.
///
/// From it and the weights follows which blocks an estimate contains and how old they are.
///
/// - Complexity: O(terms of the messages used) a step, no allocation in the steady state.
struct Holdings: Sendable {
  /// A message in a place.
  private struct Held: Sendable {
    var row: TaskRow
    var worker: Int
    var version: Int
    var part: Int

    init(_ assignment: borrowing Assignment, _ part: Int) {
      row = assignment.row
      worker = assignment.worker
      version = assignment.version
      self.part = part
    }
  }

  private let shares: [Double]
  private let slices: Int
  private var first: [Held?]
  /// Where the scheme remembers: the version of the gradient of each term of what a place holds.
  private var versions: [[Int?]]
  /// What was added to a place, beside what it was opened with.
  private var added: [Int: [(held: Held, versions: [Int?])]] = [:]
  /// For schemes that remember: the version of each worker's last gradient of each block.
  private var memory: [TaskMemory<Int>]
  /// How much of slice u of a block is in slice v of the estimate, at (v · slices + u) · blocks + block.
  private var coefficients: [Double]
  private var staleness: [Int]

  init(_ scheme: any Scheme, shares: [Double]) {
    self.shares = shares
    slices = scheme.slices
    first = Array(repeating: nil, count: scheme.places)
    versions = Array(repeating: [], count: scheme.remembers ? scheme.places : 0)
    memory = Array(repeating: TaskMemory(), count: scheme.remembers ? scheme.workers : 0)
    coefficients = Array(repeating: 0, count: scheme.slices * scheme.slices * scheme.blocks)
    staleness = Array(repeating: 0, count: scheme.blocks)
  }

  /// Takes note of where a message goes.
  /// - Throws: where there is no such place, or it is to be added to what is of another version.
  mutating func put(_ assignment: Assignment, part: Int, _ destination: Destination)
    throws(ControlError)
  {
    let terms = memory.isEmpty ? nil : remember(assignment, part)
    switch destination {
    case .keep(let place):
      guard first.indices.contains(place) else {
        throw ControlError("the scheme names place \(place) of \(first.count)")
      }
      first[place] = Held(assignment, part)
      if let terms { versions[place] = terms }
      if !added.isEmpty { added[place] = nil }
    case .add(let place):
      guard version(at: place) == assignment.version else {
        throw ControlError(
          "the scheme adds a message of version \(assignment.version) to place \(place), which "
            + "holds \(text(of: place))")
      }
      added[place, default: []].append((Held(assignment, part), terms ?? []))
    case .mix(let place):
      guard version(at: place) != nil else {
        throw ControlError("the scheme adds a message to place \(place), which holds nothing")
      }
      added[place, default: []].append((Held(assignment, part), terms ?? []))
    case .drop: break
    }
  }

  /// A worker is gone, and with it what it remembered.
  mutating func forget(worker: Int) {
    if !memory.isEmpty { memory[worker] = TaskMemory() }
  }

  /// What a place holds, for an error's line.
  private func text(of place: Int) -> String {
    version(at: place).map { "version \($0)" } ?? "nothing"
  }

  /// Whose message a place holds, of which version and blocks; nil where it is empty.
  func content(at place: Int) -> (worker: Int, version: Int, blocks: [Int])? {
    guard let held = first[place] else { return nil }
    var blocks: [Int] = []
    for term in held.row.terms where term.part == held.part && !blocks.contains(term.block) {
      blocks.append(term.block)
    }
    return (held.worker, held.version, blocks)
  }

  /// The version that a place holds; nil where it is empty or there is no such place.
  func version(at place: Int) -> Int? {
    first.indices.contains(place) ? first[place]?.version : nil
  }

  private mutating func remember(_ assignment: Assignment, _ part: Int) -> [Int?] {
    let worker = assignment.worker
    memory[worker].begin(turn: assignment.turn)
    let versions = assignment.terms.map { term in
      term.source == .fresh ? assignment.version : memory[worker][term.block]
    }
    for term in assignment.terms where term.source == .fresh && term.part == part {
      memory[worker].evaluate(term.block, assignment.version)
    }
    if part == assignment.lastPart { memory[worker].finish() }
    return versions
  }

  /// The coverage of an estimate made of `weights` at `step`.
  /// - Throws: where a weight names a message that is not held.
  mutating func measure(_ weights: [Weight], step: Int) throws(ControlError) -> Coverage {
    for i in coefficients.indices { coefficients[i] = 0 }
    for block in shares.indices { staleness[block] = 0 }
    for weight in weights {
      guard first.indices.contains(weight.place), let held = first[weight.place],
        held.version == weight.version
      else {
        throw ControlError(
          "the scheme weighs version \(weight.version) of place \(weight.place), which holds "
            + text(of: weight.place))
      }
      guard (0..<slices).contains(weight.slice) else {
        throw ControlError("the scheme weighs slice \(weight.slice) of \(slices)")
      }
      count(held, memory.isEmpty ? [] : versions[weight.place], weight, step)
      if !added.isEmpty {
        for more in added[weight.place] ?? [] {
          count(more.held, more.versions, weight, step)
        }
      }
    }
    return coverage()
  }

  private mutating func count(_ held: Held, _ versions: [Int?], _ weight: Weight, _ step: Int) {
    let terms = held.row.terms
    for i in held.row.places(of: held.part) where terms[i].part == held.part {
      let version = versions.isEmpty ? held.version : versions[i]
      guard let version else { continue }
      let block = terms[i].block
      let entry = (weight.slice * slices + terms[i].slice) * shares.count + block
      coefficients[entry] += weight.value * terms[i].coefficient
      staleness[block] = max(staleness[block], step - version)
    }
  }

  private func coverage() -> Coverage {
    var coverage = Coverage()
    coverage.recovery = 0
    for block in shares.indices {
      var found = 0
      for slice in 0..<slices {
        for other in 0..<slices {
          let entry = coefficients[(slice * slices + other) * shares.count + block]
          let gap = entry - (slice == other ? 1 : 0)
          coverage.residual += gap * gap
          // A block that cancels out but for rounding is not in the estimate.
          if slice == other, abs(entry) > 1e-9 { found += 1 }
        }
      }
      guard found > 0 else { continue }
      let share = shares[block] * (Double(found) / Double(slices))
      coverage.recovery += share
      coverage.meanStaleness += share * Double(staleness[block])
      coverage.maxStaleness = max(coverage.maxStaleness, staleness[block])
    }
    coverage.residual = (coverage.residual / Double(slices)).squareRoot()
    if coverage.recovery > 0 { coverage.meanStaleness /= coverage.recovery }
    if coverage.recovery > 1 - 1e-12 { coverage.recovery = 1 }
    return coverage
  }
}

/// A scheme that contradicts itself, told in one line.
public struct ControlError: Error, Equatable, Sendable, CustomStringConvertible {
  public let description: String

  init(_ description: String) { self.description = description }
}
