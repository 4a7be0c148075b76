public import Settings

extension SchemeRequest {
  /// The number c of workers that hold each block: the setting `copies`, else a scheme's usual number
  /// or, where it has none, s + 1.
  public func copies(default usual: Int? = nil) throws(ConfigurationError) -> Int {
    guard workers > 0 else { throw ConfigurationError("--workers \(workers): must be at least 1") }
    var fallback = usual ?? 0
    if usual == nil { fallback = try stragglers() + 1 }
    return try integer("copies", default: min(fallback, workers), in: 1...workers)
  }

  /// The number c where workers stand in groups of c that hold the same blocks, so c must divide n.
  /// - Throws: where it does not; the line has the values that do.
  public func copiesInGroups(default usual: Int? = nil) throws(ConfigurationError) -> Int {
    let n = workers
    let c = try copies(default: usual)
    guard n % c == 0 else {
      let divisors = (1...n).filter { n % $0 == 0 }
      func list(_ numbers: [Int]) -> String { numbers.map(String.init).joined(separator: ", ") }
      throw ConfigurationError(
        usual != nil || settings["copies"] != nil
          ? "--set copies=\(c): \(name) needs c to divide the \(n) workers; c may be \(list(divisors))"
          : "--stragglers \(c - 1): \(name) needs s + 1 to divide the \(n) workers; "
            + "s may be \(list(divisors.map { $0 - 1 }))")
    }
    return c
  }
}
