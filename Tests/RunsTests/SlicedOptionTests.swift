import Coding
import Runs
import Settings
import TestSupport
import Testing

/// What looks at whole gradients is refused where messages are slices, in one line that names the option.
@Suite struct SlicedOptionTests {
  private static let sliced = SmallCode.all.filter { code in
    ((try? makeScheme(code.name, workers: code.workers, stragglers: code.stragglers))?.slices ?? 1)
      > 1
  }

  private static let refused: [(String, @Sendable (inout RunConfiguration) -> Void)] = [
    ("--aggregate", { $0.aggregate = "median" }),
    ("--aggregate", { $0.aggregate = "krum:liars=1" }),
    ("--attack", { $0.attack = "sign-flip:workers=0" }),
    ("--optimizer", { $0.optimizer = "block-secant" }),
    ("--transport", { $0.transport = "secant" }),
    ("--transport", { $0.transport = "delay-compensation" }),
    ("--transport", { $0.transport = "iterates:step=0.1" }),
    ("--transport", { $0.transport = "ordered-momentum" }),
    ("--on-lost-block", { $0.onLostBlock = "keep" }),
    ("--on-lost-block", { $0.onLostBlock = "drop" }),
  ]

  @Test func thereAreSome() { #expect(Self.sliced.count >= 3) }

  @Test(arguments: sliced) func wholeGradients(code: SmallCode) throws {
    for (option, change) in Self.refused {
      var configuration = RunConfiguration()
      configuration.scheme = code.name
      configuration.workers = code.workers
      configuration.stragglers = code.stragglers
      configuration.virtual = true
      change(&configuration)
      let error = #expect(throws: ConfigurationError.self) {
        let arrangement = try Arrangement(configuration)
        try configuration.checkUpdate(for: arrangement.scheme)
      }
      let line = error?.description ?? ""
      #expect(line.hasPrefix(option) && line.contains(code.name), "\(line)")
      #expect(!line.contains("\n") && line.contains("use "), "\(line)")
    }
  }
}
