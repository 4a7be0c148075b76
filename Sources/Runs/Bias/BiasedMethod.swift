import Clusters
import Coding
import Kernels
import Learning
import Settings
import Staleness
import Training

/// A method whose bias is asked for: a scheme with what else makes a method of it.
public struct BiasedMethod: Sendable {
  /// A scheme's name.
  let scheme: String
  /// Settings of the scheme.
  let set: [(String, String)]
  /// How stale gradients are moved.
  let transport: String
  /// How messages are put together.
  let aggregate: String
  /// What an overtaken worker does; nil for the scheme's own rule.
  let lateWork: LateWork?

  /// A method of one straggler.
  public init(
    _ scheme: String, set: [(String, String)] = [], transport: String = "none",
    aggregate: String = "sum", lateWork: String? = nil
  ) {
    self.scheme = scheme
    self.set = set
    self.transport = transport
    self.aggregate = aggregate
    self.lateWork = lateWork.flatMap(LateWork.init(rawValue:))
  }

  /// What a user writes.
  public var text: String {
    var words = ["`\(scheme)`"]
    words += set.map { "`--set \($0.0)=\($0.1)`" }
    if transport != "none" { words.append("`--transport \(transport)`") }
    if aggregate != "sum" { words.append("`--aggregate \(aggregate)`") }
    if let lateWork { words.append("`--late-work \(lateWork.rawValue)`") }
    return words.joined(separator: " ")
  }

  /// The scheme with the least number of workers from 4 on for which it exists.
  func make() throws(ConfigurationError) -> any Scheme {
    var first: ConfigurationError?
    for n in 4...12 {
      do throws(ConfigurationError) {
        return try Schemes.make(
          SchemeRequest(
            scheme, workers: n, stragglers: 1, settings: set, stop: nil, staleness: nil,
            maxStaleness: nil, seed: 1))
      } catch { first = first ?? error }
    }
    throw first ?? ConfigurationError("--scheme \(scheme): there is none of 4 to 12 workers")
  }

  /// Where small steps lead, on `UnlikeBlocks` with workers of `UnlikeSpeeds`.
  ///
  /// All Hessians are 1, so the mean estimate at a model held at x is α x + β x_0 + γ, with β only where
  /// gradients at the first model x_0 are kept for good. Its zero is the limit.
  /// - Parameter isRandom: Whether every task draws its own seconds, exponential ones.
  /// - Throws: what training throws.
  public func limit(random isRandom: Bool) throws -> SmallStepLimit {
    let scheme = try make()
    let source = UnlikeBlocks(workers: scheme.workers, blocks: scheme.blocks)
    let settling = 40 * scheme.workers
    let counted = (isRandom ? 1200 : 400) * scheme.workers
    func means(_ places: [Double]) throws -> [ArraySlice<Double>] {
      let held = HeldModels(
        places: places, settling: settling, counted: counted,
        stepSize: try StepSize(parsing: "0.1"))
      let steps = held.steps
      var optimizer: any Optimizer<Double> & ~Copyable = held
      try train(
        scheme, source, UnlikeSpeeds(isRandom: isRandom), &optimizer, from: places[0], steps: steps)
      let all = try optimizer.state().numbers("means")
      return (1..<places.count).map { all[($0 - 1) * HeldModels.parts..<$0 * HeldModels.parts] }
    }
    let low = 1.0
    let high = 5.0
    let from = try means([0, low, high])
    let slopes = zip(from[0], from[1]).map { ($1 - $0) / (high - low) }
    let zeros = zip(from[0], slopes).map { low - $0 / $1 }
    let mean = from[0].reduce(0, +) / Double(HeldModels.parts)
    let slope = slopes.reduce(0, +) / Double(HeldModels.parts)
    // A first model somewhere else shows in the estimates where its gradients are kept.
    let moved = isRandom ? mean : try means([4, low])[0].reduce(0, +) / Double(HeldModels.parts)
    let spread = zeros.reduce(0) { $0 + ($1 - (low - mean / slope)) * ($1 - (low - mean / slope)) }
    return SmallStepLimit(
      workers: scheme.workers, minimizer: source.minimizer, value: low - mean / slope,
      standardError: (spread / Double(HeldModels.parts * (HeldModels.parts - 1))).squareRoot(),
      changeWithStart: (mean - moved) / (4 * slope))
  }

  private func train(
    _ scheme: any Scheme, _ source: UnlikeBlocks, _ delays: UnlikeSpeeds,
    _ optimizer: inout any Optimizer<Double> & ~Copyable, from start: Double, steps: Int
  ) throws {
    // A class, since an empty value has no address, which the thread sanitizer looks at.
    final class Nothing: TrainingObserver {
      func stepped(_ record: StepRecord, model: Span<Double>) -> Bool { true }
    }
    let shares = Array(repeating: 1 / Double(scheme.blocks), count: scheme.blocks)
    var cluster = VirtualCluster(
      scheme, source: source,
      timing: TaskTiming(scheme, delays: delays, secondsOfBlock: shares.map { _ in 0 }))
    defer { cluster.shutdown() }
    var estimator =
      aggregate == "sum"
      ? try Transports.make(transport, shares: shares, as: Double.self)
      : RobustEstimator<Double>(try Aggregate(aggregate, workers: scheme.workers))
    var model = Vector<Double>(repeating: start, count: 1)
    var observer = Nothing()
    try Training.train(
      &model, by: scheme, lateWork: lateWork ?? scheme.lateWork, shares: shares, on: &cluster,
      with: &optimizer, estimator: &estimator, steps: 0..<steps, observer: &observer)
  }
}

/// Where small steps lead, and where they should.
public struct SmallStepLimit: Sendable {
  /// n.
  public let workers: Int
  /// x*, the minimizer of the mean of all blocks.
  public let minimizer: Double
  /// The limit from x_0 = 0.
  public let value: Double
  /// Of the value, where tasks draw their seconds.
  public let standardError: Double
  /// How much the limit moves where x_0 does by one: 0, but where gradients of the first model are kept for good.
  public let changeWithStart: Double
}
