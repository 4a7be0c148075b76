import Coding
import Settings
import TestSupport
import Testing

/// What cannot be is said in one line that names what can.
@Suite struct RequestErrorTests {
  @Test(arguments: ["pgc", "uncoded", "is-sgd", "frc", "crc"], [-1, 6, 9])
  func stragglersAreFewerThanWorkers(name: String, s: Int) {
    let error = #expect(throws: ConfigurationError.self) {
      try makeScheme(name, workers: 6, stragglers: s)
    }
    #expect(error?.description.contains("0 to 5") == true, "\(error?.description ?? "")")
    #expect(error?.description.contains("--stragglers \(s)") == true)
  }

  @Test(arguments: [(6, 3, "0, 1, 2, 5"), (12, 4, "0, 1, 2, 3, 5, 11"), (7, 1, "0, 6")])
  func groupsMustFit(workers: Int, s: Int, legal: String) {
    let error = #expect(throws: ConfigurationError.self) {
      try makeScheme("frc", workers: workers, stragglers: s)
    }
    #expect(
      error?.description.hasSuffix("s may be \(legal)") == true, "\(error?.description ?? "")")
  }

  @Test(arguments: [
    ("crd", [], "did you mean 'crc'"), ("uncodde", [], "did you mean 'uncoded'"),
    ("crc", [("drawss", "3")], "did you mean 'draws'"), ("crc", [("draws", "0")], "out of range"),
    ("crc", [("draws", "many")], "not a whole number"),
    ("frc", [("draws", "3")], "has no settings"),
    ("is-sgd", [("rescale", "maybe")], "neither yes nor no"),
    ("is-sgd", [("rescal", "yes")], "did you mean 'rescale'"),
    ("pgc", [("start", "al")], "did you mean 'all'"),
  ])
  func nearMisses(name: String, settings: [(String, String)], part: String) {
    let error = #expect(throws: ConfigurationError.self) {
      try makeScheme(name, workers: 6, stragglers: 1, settings)
    }
    #expect(error?.description.contains(part) == true, "\(error?.description ?? "")")
  }

  @Test(arguments: ["uncoded", "is-sgd", "frc", "crc"])
  func sharedOptionsOfOthers(name: String) {
    for (option, make) in [
      ("--stop", { try makeScheme(name, workers: 6, stop: "fresh") }),
      ("--staleness", { try makeScheme(name, workers: 6, staleness: "constant") }),
      ("--max-staleness", { try makeScheme(name, workers: 6, maxStaleness: 3) }),
    ] as [(String, () throws -> any Scheme)] {
      let error = #expect(throws: ConfigurationError.self) { _ = try make() }
      #expect(error?.description.hasPrefix(option) == true, "\(error?.description ?? "")")
      #expect(error?.description.contains("pgc") == true)
    }
  }
}
