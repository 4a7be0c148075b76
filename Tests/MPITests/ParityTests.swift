import Foundation
import TestSupport
import Testing

/// A run on real ranks and the virtual run of the same configuration choose the same workers.
///
/// The delays were found by trying random ones, so that in the virtual runs of all five schemes any
/// two messages in a row are 20 ms apart or more, also those that come as a step closes; some workers
/// are late by up to two steps. Against that, computing takes next to nothing.
@Suite("Parity of MPI and virtual time", .serialized)
struct ParityTests {
  /// A row a worker, a column a step.
  private static let seconds = """
    0.459,0.185,0.151,0.476,0.148,0.111,0.111,0.115
    0.184,0.079,0.114,0.079,0.511,0.077,0.148,0.045
    0.042,0.112,0.488,0.114,0.076,0.182,0.181,0.147
    0.077,0.045,0.231,0.043,0.042,0.513,0.078,0.333
    0.150,0.498,0.040,0.180,0.223,0.150,0.471,0.079
    0.116,0.146,0.078,0.150,0.111,0.043,0.045,0.185
    """

  /// The same (worker, version) in each step, in whatever order within it.
  private func messages(_ folder: String) throws -> [[[Int]]] {
    let table = try Table(folder + "/arrivals.csv").rows(where: "event", is: "message")
    var steps: [[[Int]]] = []
    for (i, step) in table["step"].enumerated() {
      while steps.count <= Int(step) { steps.append([]) }
      steps[Int(step)].append([Int(table["worker"][i]), Int(table["version"][i])])
    }
    return steps.map { $0.sorted { $0.lexicographicallyPrecedes($1) } }
  }

  /// The numbers of a file of doubles.
  private func model(_ folder: String) throws -> [Double] {
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder + "/model.npy")))
    // NPY, version 1: the header's length stands in bytes 8 and 9, the numbers behind it.
    let begin = 10 + Int(bytes[8]) + 256 * Int(bytes[9])
    return stride(from: begin, to: bytes.count, by: 8).map { at in
      Double(bitPattern: (0..<8).reduce(0) { $0 | UInt64(bytes[at + $1]) << UInt64(8 * $1) })
    }
  }

  /// Seconds of three workers, whose results come 0.02 s apart or more until 1.1 s, whoever goes on at once.
  private static let order = [0.2, 0.34, 0.58]

  @Test(
    "Asynchronous methods take results in the forced order, and come to the same model",
    arguments: [["asgd"], ["ringleader"], ["ca2fl", "--set", "buffer=2"]])
  func forcedOrder(scheme: [String]) throws {
    let folder = try TemporaryFolder()
    func delay(_ stretch: Double) -> String {
      "per-worker:seconds=" + Self.order.map { "\($0 * stretch)" }.joined(separator: "+")
    }
    let options =
      ["--scheme"] + scheme + [
        "--dataset", "mixture:samples=300,features=5", "--blocks", "sorted", "--step-size", "0.3",
        "--evaluate-every", "0", "--quiet", "--overwrite", "--steps",
        scheme[0] == "asgd" ? "8" : "4",
      ]
    let virtual = folder.file("virtual")
    let planned = try Launcher.alone(
      options + ["--virtual", "--workers", "3", "--delay", delay(1), "--out", virtual])
    #expect(planned.code == 0, "\(planned.errors)")
    let wanted = try messages(virtual)
    if scheme[0] == "asgd" {
      // 1, 1.7, 2, 2.9, 3, 3.4, 4, 5 fifths of a second.
      #expect(wanted.map { $0[0][0] } == [0, 1, 0, 2, 0, 1, 0, 0])
      #expect(wanted.enumerated().map { $0 - $1[0][1] } == [0, 1, 1, 3, 1, 3, 1, 0])
    }
    let real = folder.file("real")
    for stretch in [1.0, 2, 4, 8] {
      let result = try Launcher.train(
        ranks: 4, options + ["--delay", delay(stretch), "--out", real], limit: 120)
      #expect(result.code == 0, "\(result.errors)")
      if try messages(real) == wanted { break }
    }
    #expect(try messages(real) == wanted)
    let expected = try model(virtual)
    let scale = expected.map(abs).max() ?? 0
    for (a, b) in zip(try model(real), expected) { #expect(abs(a - b) <= 1e-12 * scale) }
  }

  @Test(
    "The same workers in every step, and the same model",
    arguments: [
      ["uncoded"], ["is-sgd", "--stragglers", "2"], ["frc", "--stragglers", "1"],
      ["crc", "--stragglers", "2"], ["pgc", "--stragglers", "2"],
    ])
  func parity(scheme: [String]) throws {
    let folder = try TemporaryFolder()
    let trace = folder.file("trace.csv")
    try Self.seconds.write(toFile: trace, atomically: true, encoding: .utf8)
    let options =
      ["--scheme"] + scheme + [
        "--dataset", "mixture:samples=600,features=20", "--steps", "8", "--step-size", "0.5",
        "--evaluate-every", "0", "--quiet", "--overwrite",
      ]
    let virtual = folder.file("virtual")
    let planned = try Launcher.alone(
      options + [
        "--virtual", "--workers", "6", "--delay", "trace:file=\(trace)", "--out", virtual,
      ])
    #expect(planned.code == 0, "\(planned.errors)")
    let arrivals = try Table(virtual + "/arrivals.csv").rows(where: "event", is: "message")
    let times = arrivals["time"]
    #expect(times.count >= 8)
    for (a, b) in zip(times, times.dropFirst()) { #expect(b - a >= 0.02) }
    let wanted = try messages(virtual)
    #expect(wanted.count == 8)
    if scheme[0] == "pgc" {
      let late = wanted.enumerated().reduce(0) { sum, step in
        sum + step.element.filter { $0[1] < step.offset }.count
      }
      #expect(late >= 5)
    }

    // On a loaded machine a worker may be kept waiting for longer than messages are apart: a run in
    // another order is no parity, and no error either. All delays are then stretched, which keeps
    // their order, until messages are 320 ms apart.
    let real = folder.file("real")
    for stretch in [1, 2, 4, 8, 16] {
      let result = try Launcher.train(
        ranks: 7,
        options + ["--delay", "trace:file=\(trace),scale=\(stretch)", "--out", real], limit: 120)
      #expect(result.code == 0, "\(result.errors)")
      if try messages(real) == wanted { break }
      guard stretch == 16 else { continue }
      #expect(try messages(real) == wanted, "in none of five runs")
    }
    let found = try model(real)
    let expected = try model(virtual)
    #expect(expected.count > 20 && found.count == expected.count)
    let scale = expected.map(abs).max() ?? 0
    for (a, b) in zip(found, expected) { #expect(abs(a - b) <= 1e-12 * scale, "\(a) for \(b)") }
    let losses = (try Table(real + "/steps.csv")["loss"], try Table(virtual + "/steps.csv")["loss"])
    #expect(losses.0.count == losses.1.count)
    for (a, b) in zip(losses.0, losses.1) { #expect(abs(a - b) <= 1e-12 * abs(b)) }
  }
}
