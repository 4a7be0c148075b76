import Glibc
import Randomness
import Settings
import TestSupport
import Testing

@testable import Clusters

/// Damaged traces are told of in one line or read; what is read holds delays.
@Suite struct DelaysFuzzTests {
  @Test func traces() throws {
    let seeds = ["0,1,2\n10,11,12\r\n\n20,21, 22\n", "0.25\n1e-3\n4e2\n"].map { Array($0.utf8) }
    var stream = Randomness.Stream(seed: 77, for: .synthetic, 20)
    var readable = 0
    for _ in 0..<Mutation.count {
      let text = String(decoding: Mutation.mutate(seeds, &stream), as: UTF8.self)
      do throws(ConfigurationError) {
        let trace = try Trace(
          text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(
            String.init), what: "--delay: trace:file=t.csv")
        readable += 1
        #expect(trace.rows > 0 && trace.columns > 0)
        for row in 0..<trace.rows {
          for column in 0..<trace.columns {
            #expect(DelayRange.seconds.contains(trace[row, column]))
          }
        }
      } catch {
        #expect(Mutation.isOneLine(error.description, naming: "t.csv"), "\(error)")
      }
    }
    #expect(readable > 0 && readable < Mutation.count)
  }
}
