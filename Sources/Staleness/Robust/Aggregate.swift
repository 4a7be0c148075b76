public import Settings

/// How the parameter server puts messages together.
public enum Aggregate: Equatable, Sendable {
  /// Σ a_j m_j, what codes and buffers mean.
  case sum
  /// The median of each coordinate.
  case median
  /// The message nearest to its n − f − 2 nearest neighbors, of n with f liars.
  case krum(liars: Int)
  /// Of each group of workers that hold the same blocks, what most of them sent.
  case majority(group: Int)
  /// Liars are located by the cyclic code, and the others decoded.
  case locate(liars: Int)
  /// Workers of a group that disagree are compared with the parameter server's own gradients, block by block.
  case eliminate(group: Int)

  /// For help and lists.
  public static let entries = [
    Entry("sum", "the weighted sum that the scheme means"),
    Entry("median", "the median of each coordinate; for one message a worker"),
    Entry(
      "krum", "the one message that is nearest to most others; for one message a worker",
      [.init("liars", standard: "1", "f, workers that may lie; n is at least f + 3")]),
    Entry(
      "majority", "what most workers of each group sent, bit for bit; for draco",
      [.init("group", standard: "3", "workers a group")]),
    Entry(
      "locate", "the code's decoding, without the liars that it locates; for draco-cyclic",
      [.init("liars", standard: "1", "s, workers that may lie")]),
    Entry(
      "eliminate",
      "where workers of a group disagree, the server evaluates a block itself; for frc-byzantine",
      [.init("group", standard: "2", "workers a group")]),
  ]

  /// The aggregate that a user names.
  /// - Parameter n: The number of workers.
  public init(_ text: String, workers n: Int, option: String = "--aggregate")
    throws(ConfigurationError)
  {
    let spec = try Spec(parsing: text, option: option)
    switch try Self.entries.find(spec, option: option, entry: \.self).name {
    case "median": self = .median
    case "krum":
      let liars = try spec.integer("liars", default: 1, in: 0...1_000_000, option: option)
      guard n >= liars + 3 else {
        throw ConfigurationError(
          "\(option) \(text): krum needs \(liars + 3) workers for \(liars) liars, of which there are \(n)"
        )
      }
      self = .krum(liars: liars)
    case "locate":
      let liars = try spec.integer("liars", default: 1, in: 0...1_000_000, option: option)
      guard 2 * liars < n else {
        throw ConfigurationError(
          "\(option) \(text): a code for \(liars) liars needs \(2 * liars + 1) workers, of which there are \(n)"
        )
      }
      self = .locate(liars: liars)
    case "majority", "eliminate":
      let isVote = spec.name == "majority"
      let group = try spec.integer(
        "group", default: isVote ? 3 : 2, in: 1...1_000_000, option: option)
      guard n % group == 0 else {
        throw ConfigurationError(
          "\(option) \(text): groups of \(group) do not divide the \(n) workers; give the "
            + (isVote ? "2 s + 1 of draco" : "s + 1 of frc-byzantine"))
      }
      self = isVote ? .majority(group: group) : .eliminate(group: group)
    default: self = .sum
    }
  }
}
