import Kernels
import Learning

/// A model that is held at one place after another, and the mean of the estimates at each.
///
/// With small steps a model moves so slowly that the mean of many estimates decides where to. That mean
/// is taken here at models that do not move at all, which is the limit itself; a training with a small
/// step size only comes near it.
struct HeldModels: Optimizer, ~Copyable {
  typealias Element = Double

  /// In how many parts the steps at a place are counted, for standard errors.
  static let parts = 10

  /// Where the model is held: at the first place to fill what a method remembers, at each of the others
  /// for `settling` steps and then for `counted` ones.
  let places: [Double]
  let settling: Int
  let counted: Int
  let stepSize: StepSize
  let l2 = 0.0
  private var sums: [Double]

  init(places: [Double], settling: Int, counted: Int, stepSize: StepSize) {
    self.places = places
    self.settling = settling
    self.counted = counted
    self.stepSize = stepSize
    sums = Array(repeating: 0, count: Self.parts * (places.count - 1))
  }

  /// The steps that it takes to be at every place.
  var steps: Int { settling + (places.count - 1) * (settling + counted) }

  private func place(at step: Int) -> Int {
    step < settling ? 0 : min(places.count - 1, 1 + (step - settling) / (settling + counted))
  }

  mutating func update(
    _ x: inout Vector<Double>, along estimate: Span<Double>, loss: Double, step: Int
  ) {
    let place = place(at: step)
    let within = place == 0 ? 0 : (step - settling) % (settling + counted) - settling
    if place > 0, within >= 0 {
      sums[(place - 1) * Self.parts + within * Self.parts / counted] += estimate[0]
    }
    x[0] = places[self.place(at: step + 1)]
  }

  /// The mean estimate in each part of each place but the first.
  func state() -> SavedState<Double> {
    SavedState(numbers: ["means": sums.map { $0 * Double(Self.parts) / Double(counted) }])
  }

  mutating func restore(_ state: SavedState<Double>) throws(SavedStateError) {}
}
