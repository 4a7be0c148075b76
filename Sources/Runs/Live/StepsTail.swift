import Console
import Glibc

/// The curve of a run that another process does, from what it has written so far of `steps.csv`.
public struct StepsTail: Sendable {
  private let path: String
  private var position = 0
  private var rest: [UInt8] = []
  private var places: (step: Int, time: Int, loss: Int)?
  private var curve = ThinnedCurve(capacity: 128)

  /// The run's folder, which need not be there yet.
  public init(folder: String) { path = folder + "/steps.csv" }

  /// Reads what was added since the last time, some megabytes at most.
  public mutating func read() {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return }
    // A run that goes on cuts its table.
    if Int(status.st_size) < position { self = StepsTail(path: path) }
    var bytes = [UInt8](repeating: 0, count: min(Int(status.st_size) - position, 1 << 23))
    let count = pread(descriptor, &bytes, bytes.count, position)
    guard count > 0 else { return }
    position += count
    rest += bytes[..<count]
    var lines = rest.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    rest = lines.popLast().map(Array.init) ?? []
    for line in lines { take(String(decoding: line, as: UTF8.self)) }
  }

  private init(path: String) { self.path = path }

  private mutating func take(_ line: String) {
    let fields = line.split(separator: ",", omittingEmptySubsequences: false)
    guard let places else {
      if let step = fields.firstIndex(of: "step"), let time = fields.firstIndex(of: "time"),
        let loss = fields.firstIndex(of: "loss")
      {
        self.places = (step, time, loss)
      }
      return
    }
    guard fields.indices.contains(max(places.step, places.time, places.loss)),
      let step = Int(fields[places.step]), let time = Double(fields[places.time])
    else { return }
    curve.add(
      ThinnedCurve.Point(
        done: step + 1, time: time, seconds: .nan, loss: Double(fields[places.loss]) ?? .nan,
        staleness: 0, oldest: 0))
  }

  /// The steps that are done.
  public var done: Int { curve.points.last?.done ?? 0 }

  /// The last loss; nil before the first.
  public var loss: Double? { curve.points.last?.loss }

  /// Steps, seconds of the run's clock and losses, in JSON.
  public var json: String {
    JSONText.object([
      ("done", JSONText.list(curve.points.map { "\($0.done)" })),
      ("time", JSONText.list(curve.points.map { JSONText.number($0.time) })),
      ("loss", JSONText.list(curve.points.map { JSONText.number($0.loss) })),
    ])
  }
}
