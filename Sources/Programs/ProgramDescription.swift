/// What a program says of itself: all that a run needs to know before the first step.
public struct ProgramDescription: Codable, Hashable, Sendable {
  /// d, the number of parameters.
  public var dimension: Int
  /// N, the number of training samples.
  public var samples: Int
  /// The columns of `evaluations.csv` that it fills, such as `train_loss` and `test_accuracy`.
  public var metrics: [String]
  /// The protocol that it speaks.
  var `protocol`: Int
  /// How many of the last parameters are running means; none where it says nothing of them.
  var statistics: Int?

  /// How many of the last coordinates are running means.
  public var averages: Int { statistics ?? 0 }
  /// How many of the first coordinates are no running means.
  public var parameters: Int { dimension - averages }

  /// What is wrong with it; nil where nothing is.
  func problem() -> String? {
    if self.protocol != Frame.version {
      return
        "speaks version \(self.protocol) of the protocol, and this is version \(Frame.version); "
        + "install the Python package of this version"
    }
    guard (1...1 << 30).contains(dimension) else {
      return "says that its model has \(dimension) parameters; 1 to 2^30 are possible"
    }
    guard (1...Int(Int32.max)).contains(samples) else {
      return "says that it has \(samples) samples; 1 to 2^31 - 1 are possible"
    }
    guard (0..<dimension).contains(averages) else {
      return
        "says that \(averages) of its \(dimension) parameters are running means; 0 to \(dimension - 1) "
        + "are possible"
    }
    guard Set(metrics).count == metrics.count, metrics.allSatisfy(Self.isColumn) else {
      return "says that its metrics are \(metrics); give each a name of its own of small letters, "
        + "digits and underscores, such as test_accuracy"
    }
    return nil
  }

  private static func isColumn(_ name: String) -> Bool {
    let taken = ["step", "time", "model_norm"]
    return !name.isEmpty && !taken.contains(name)
      && name.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "_") }
  }

  /// What must be the same on all ranks, in a line.
  public var line: String {
    let means = averages == 0 ? "" : ", \(averages) of them running means"
    return
      "\(dimension) parameters\(means), \(samples) samples, metrics \(metrics.joined(separator: " "))"
  }
}

/// What a program is told first.
struct Greeting: Encodable {
  var message = "hello"
  var `protocol` = Frame.version
  /// `float32` or `float64`.
  var precision: String
  var seed: UInt64
  var rank: Int
  var workers: Int
}

/// What a program is told of the memory that it shares.
struct MemoryLetter: Encodable {
  var message = "memory"
  var bytes: Int
  var control: Int
  var model: Int
  var gradient: Int
  /// Whether it is to write its initial model there.
  var initial: Bool
}

/// What a program answers as JSON.
struct Answer: Decodable {
  /// `describe`, `ready` or `error`.
  var message: String
  /// Of an error: what happened, in a line.
  var summary: String?
  /// Of an error: the whole traceback.
  var traceback: String?
}
