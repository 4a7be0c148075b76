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
    Mutation.tell("trace", read: readable)
  }

  @Test func traceFiles() throws {
    let seeds = [
      "0,1,2\n10,11,12\r\n\n20,21, 22\n", "round 1,round 2\n1,2\n3,4\n",
      "worker,step,seconds\n0,0,1\n0,1,2\n1,0,3\n1,1,4\n",
      "Step, Seconds, note, Worker\n1,4,x,1\n0,3,,1\n1,2,y,0\n0,1,z,0\n",
    ].map { Array($0.utf8) }
    let folder = try TemporaryFolder()
    var stream = Randomness.Stream(seed: 78, for: .synthetic, 23)
    var readable = 0
    for _ in 0..<Mutation.count {
      let path = try folder.write("t.csv", Mutation.mutate(seeds, &stream))
      do throws(ConfigurationError) {
        let model = try Delays.make("trace:file=\(path)", workers: 2, seed: 1)
        readable += 1
        for worker in 0..<2 {
          #expect(
            DelayRange.seconds.contains(model.seconds(worker: worker, step: worker, load: 1)))
        }
      } catch {
        #expect(Mutation.isOneLine(error.description, naming: path), "\(error)")
      }
    }
    #expect(readable > 0 && readable < Mutation.count)
    Mutation.tell("trace file", read: readable)
  }
}
