import Coding
import Settings

extension SchemeRequest {
  /// c from `--set copies`, 1 to n; where n is below the default, n.
  func copies(default fallback: Int) throws(ConfigurationError) -> Int {
    guard workers > 0 else { throw ConfigurationError("--workers \(workers): must be at least 1") }
    return try integer("copies", default: min(fallback, workers), in: 1...workers)
  }

  /// c from `--set copies`, where the code has groups of c workers.
  /// - Throws: where c does not divide n; the line has the values that do.
  func copiesDividingWorkers(default fallback: Int) throws(ConfigurationError) -> Int {
    let c = try copies(default: fallback)
    guard workers % c == 0 else {
      let legal = (1...workers).filter { workers % $0 == 0 }.map(String.init)
      throw ConfigurationError(
        "--set copies=\(c): \(name) needs copies to divide the \(workers) workers; copies may be "
          + legal.joined(separator: ", "))
    }
    return c
  }
}
