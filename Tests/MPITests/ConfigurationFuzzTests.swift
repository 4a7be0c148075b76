import Foundation
import Randomness
import Settings
import TestSupport
import Testing

@testable import pgc_train

/// Damaged configuration files are told of in one line, or become options.
@Suite struct ConfigurationFuzzTests {
  @Test func damagedFiles() throws {
    let seeds = [
      "scheme: pgc\nstragglers: 3\nstep_size: 0.5/t\nset:\n  - rescale=yes\nvirtual: true\n",
      "# a comment\n{scheme: frc, set: [a=1, b=2], delay: \"exponential:mean=0.5\", until: null}\n",
      "{\"configuration\": {\"scheme\": \"pgc\", \"steps\": 5, \"l2\": 1e-3}, \"seconds\": 3}",
    ].map { Array($0.utf8) }
    let folder = try TemporaryFolder()
    let path = folder.file("run.yaml")
    var stream = Randomness.Stream(seed: 77, for: .synthetic, 22)
    var readable = 0
    for _ in 0..<Mutation.count {
      // Some file systems wait for the disk where a file that is there is written over.
      unlink(path)
      try Data(Mutation.mutate(seeds, &stream)).write(to: URL(fileURLWithPath: path))
      do throws(ConfigurationError) {
        let words = try CommandWords(["--steps", "7", "--config", path])
        readable += 1
        #expect(words.named == ["steps", "config"])
        #expect(words.arguments.last == "--steps=7")
        #expect(words.arguments.dropFirst().allSatisfy { $0.hasPrefix("--") })
      } catch {
        #expect(Mutation.isOneLine(error.description, naming: path), "\(error)")
      }
    }
    #expect(readable > 0 && readable < Mutation.count)
  }
}
