public import Runs

/// What a job is to be, as far as a machine must be fit for it.
public struct Case: Sendable {
  /// What is trained.
  public var configuration: RunConfiguration
  /// Numbers of the model, d.
  public let dimension: Int
  /// Bytes of one of them.
  public let elementBytes: Int
  /// Ranks on this machine: one where each has a machine of its own.
  public var ranksHere: Int
  /// Whether the parameter server is one of them.
  public var hasServer: Bool
  /// Whether ranks are on other machines too.
  public var hasOthers: Bool
  /// Where the run's files go.
  public let folder: String

  /// A job.
  public init(
    _ configuration: RunConfiguration, dimension: Int, elementBytes: Int, ranksHere: Int,
    hasServer: Bool, hasOthers: Bool, folder: String
  ) {
    self.hasOthers = hasOthers
    self.configuration = configuration
    self.dimension = dimension
    self.elementBytes = elementBytes
    self.ranksHere = ranksHere
    self.hasServer = hasServer
    self.folder = folder
  }

  /// Bytes of a model, or of a message, which has one number more.
  var vectorBytes: Int { (dimension + 1) * elementBytes }
  /// Workers on this machine.
  var workersHere: Int { ranksHere - (hasServer ? 1 : 0) }
}

/// Bytes for a person, such as "3.2 GB".
func text(bytes: Double) -> String {
  var (value, unit) = (bytes, "bytes")
  for next in ["kB", "MB", "GB", "TB"] where value >= 1000 {
    value /= 1000
    unit = next
  }
  let tenths = (value * 10).rounded() / 10
  return unit == "bytes" ? "\(Int(value)) bytes" : "\(tenths) \(unit)"
}
