public import Settings

extension SchemeRequest {
  /// c, the number of workers that hold each block: the setting `copies`, or else s + 1.
  public func copies() throws(ConfigurationError) -> Int {
    let s = try stragglers()
    return try integer("copies", default: s + 1, in: 1...workers)
  }

  /// c where workers stand in groups of c that hold the same blocks, so that c must divide n.
  public func copiesInGroups() throws(ConfigurationError) -> Int {
    let n = workers
    let c = try copies()
    guard n % c == 0 else {
      let divisors = (1...n).filter { n % $0 == 0 }
      func list(_ numbers: [Int]) -> String { numbers.map(String.init).joined(separator: ", ") }
      throw ConfigurationError(
        settings["copies"] != nil
          ? "--set copies=\(c): \(name) needs c to divide the \(n) workers; c may be \(list(divisors))"
          : "--stragglers \(c - 1): \(name) needs s + 1 to divide the \(n) workers; "
            + "s may be \(list(divisors.map { $0 - 1 }))")
    }
    return c
  }
}
