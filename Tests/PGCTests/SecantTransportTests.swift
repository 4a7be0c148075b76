import Clusters
import Coding
import Kernels
import Learning
import Staleness
import TestSupport
import Testing
import Training

/// Stale gradients that are moved by their own secants, on traces worked out arrival by arrival.
///
/// Any one arrival closes a step; the table is filled at the first model in a step that takes no time.
@Suite struct SecantTransportTests {
  /// Blocks ½ xᵀHx − hᵀ…: share · H (x − b) with a full Hessian H.
  private struct General: GradientSource, Sendable {
    let hessians: [[[Double]]]
    let centers: [[Double]]
    var gradientLength: Int { centers[0].count + 1 }

    func evaluate(
      block: Int, draw: Int, at model: Span<Double>, into g: inout MutableSpan<Double>,
      while proceed: () -> Bool
    ) -> Bool {
      let d = model.count
      var loss = 0.0
      for i in 0..<d {
        var slope = 0.0
        for j in 0..<d { slope += hessians[block][i][j] * (model[j] - centers[block][j]) }
        g[i] = slope / Double(centers.count)
        loss += slope * (model[i] - centers[block][i]) / 2
      }
      g[d] = loss / Double(centers.count)
      return true
    }

    func forAnotherThread() -> any GradientSource<Double> { self }
  }

  /// The models after each arrival.
  private func models(
    _ source: General, seconds: [Double], stepSize: Double, steps: Int,
    _ transport: consuming any Estimator<Double> & ~Copyable
  ) throws -> (times: [Double], models: [[Double]]) {
    let zeros = Array(
      repeating: Array(repeating: 0.0, count: source.gradientLength - 1), count: seconds.count)
    var rehearsal = Rehearsal(
      try makeScheme("ia2sgd", workers: seconds.count),
      Quadratic(hessians: zeros, centers: zeros),
      delays: ScriptedDelays { worker, step in step == 0 ? 0 : seconds[worker] },
      steps: steps + 1, stepSize: stepSize)
    rehearsal.heldSteps = 1
    rehearsal.gradients = source
    let recording = Recording()
    var cluster = VirtualCluster(
      rehearsal.scheme, source: source, timing: rehearsal.timing)
    var estimator = transport
    try rehearsal.run(on: &cluster, by: &estimator, seenBy: recording)
    return (
      recording.records.dropFirst().map(\.time), Array(recording.models.dropFirst())
    )
  }

  private let p3 = General(hessians: [[[1]], [[2]], [[3]]], centers: [[1], [2], [6]])
  /// H_0 = [[4, 1], [1, 1]], b_0 = (1, 2); H_1 = diag(1, 3), b_1 = (3, −1).
  private let p2 = General(
    hessians: [[[4, 1], [1, 1]], [[1, 0], [0, 3]]], centers: [[1, 2], [3, -1]])

  private func transport(_ form: SecantForm, pairs: Int, blocks: Int) -> any Estimator<Double>
    & ~Copyable
  {
    SecantTransport<Double>(
      form, pairs: pairs, clip: .infinity,
      shares: [Double](repeating: 1 / Double(blocks), count: blocks))
  }

  @Test func onePairIsExactInOneDimension() throws {
    let found = try models(
      p3, seconds: [1, 1.7, 2.9], stepSize: 0.1, steps: 10,
      transport(.multisecant(ridge: 0), pairs: 1, blocks: 3))
    let expected = [
      0.766667, 1.533333, 2.248889, 2.940593, 3.60924, 4.014982, 4.380151, 4.708802, 5.004589,
      4.770338,
    ]
    for (a, b) in zip(found.models, expected) { #expect(abs(a[0] - b) < 5e-7, "\(found.models)") }
    #expect(found.models.count == expected.count)
  }

  /// A constant curvature of 1/η is DAve-RPG, a table of iterates: x = mean (z_i − η ∇f_i(z_i)).
  @Test(arguments: [0.1, 0.4])
  func aConstantOfOneOverEtaIsDAveRPG(stepSize: Double) throws {
    var z = [0.0, 0.0, 0.0]
    let (h, b) = ([1.0, 2, 3], [1.0, 2, 6])
    let found = try models(
      p3, seconds: [1, 1.7, 2.9], stepSize: stepSize, steps: 8,
      transport(.constant(1 / stepSize), pairs: 1, blocks: 3))
    // The same arrivals: who delivers, and the model that it was given.
    let order = [0, 1, 0, 2, 0, 1, 0, 0]
    var given = [0.0, 0.0, 0.0]
    for (k, worker) in order.enumerated() {
      z[worker] = given[worker]
      let next = (0..<3).reduce(0.0) { $0 + z[$1] - stepSize * h[$1] * (z[$1] - b[$1]) } / 3
      #expect(abs(found.models[k][0] - next) < 1e-12, "arrival \(k)")
      given[worker] = next
    }
    #expect(found.models.count == order.count)
  }

  @Test(
    arguments: [
      (SecantForm.multisecant(ridge: 0), 1, [1.900019, -0.725154, 1.922525, -0.842641]),
      (.multisecant(ridge: 0), 2, [1.94796, -0.68004, 1.941984, -0.806832]),
      (.bfgs(alpha: 1), 1, [1.922045, -0.579455, 1.918968, -0.655769]),
      (.bfgs(alpha: 0.3), 1, [1.90771, -0.678762, 1.921731, -0.781294]),
      (.bfgs(alpha: 0.3), 2, [1.925154, -0.664964, 1.929073, -0.771034]),
    ] as [(SecantForm, Int, [Double])])
  func twoDimensions(form: SecantForm, pairs: Int, expected: [Double]) throws {
    let found = try models(
      p2, seconds: [1, 1.7], stepSize: 0.2, steps: 7, transport(form, pairs: pairs, blocks: 2))
    #expect(found.times.map { ($0 * 10).rounded() / 10 } == [1, 1.7, 2, 3, 3.4, 4, 5])
    let last = Array(found.models.suffix(2).joined())
    for (a, b) in zip(last, expected) { #expect(abs(a - b) < 5e-6, "\(last)") }
  }

  @Test func nothingIsMovedWithoutPairs() throws {
    let found = try models(
      p2, seconds: [1, 1.7], stepSize: 0.2, steps: 7, WeightedSum<Double>())
    let last = Array(found.models.suffix(2).joined())
    for (a, b) in zip(last, [1.9323, -0.7398, 1.95336, -0.85905]) {
      #expect(abs(a - b) < 5e-5, "\(last)")
    }
  }
}
