import Advice
import Console
import Foundation
import Kernels
import Settings

extension PGCAdvise {
  mutating func run() throws {
    let options = try options()
    guard let form = TableForm(rawValue: form) else {
      throw ConfigurationError(
        unknownName("--form", form, among: TableForm.allCases.map(\.rawValue)))
    }
    let times = try TimeTable(reading: table, form: form)
    // Replays are on all processors already; decoders that start threads of their own take twice as long.
    useBLASThreads(1)
    var advice = try Advice(times, options)
    if let train { try advice.train(train, by: try trainer()) }
    if let out {
      try makeFolder(out, option: "--out")
      try AtomicFile.replace("\(out)/times.csv", with: advice.timesText)
      try AtomicFile.replace("\(out)/advice.json", with: advice.json() + "\n")
      try AtomicFile.replace("\(out)/advice.html", with: advice.page())
    }
    if let page { try AtomicFile.replace(page, with: advice.page()) }
    print(json ? try advice.json() : advice.text)
    if !json, let out {
      print("\n  \(out)/advice.html, \(out)/advice.json, \(out)/times.csv; the replay once more:")
      print("  \(advice.replayCommand(file: "\(out)/times.csv"))")
    }
  }

  /// The path of `pgc-train` beside this program.
  private func trainer() throws(RunError) -> String {
    let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    let path = URL(fileURLWithPath: own).deletingLastPathComponent().path + "/pgc-train"
    guard FileManager.default.isExecutableFile(atPath: path) else {
      throw RunError(
        "--train: \(path) is not there; install both programs in one folder", exitCode: 2)
    }
    return path
  }

  private func options() throws(ConfigurationError) -> AdviceOptions {
    var options = AdviceOptions()
    options.seed = seed
    if let computeShare {
      guard (0...1).contains(computeShare) else {
        throw ConfigurationError("--compute-share \(computeShare): must be from 0 to 1")
      }
      options.computeShare = computeShare
    }
    if let missing {
      guard (1e-9...1e9).contains(missing) else {
        throw ConfigurationError("--missing \(missing): must be seconds above 0, at most 1e9")
      }
      options.missing = missing
    }
    return options
  }
}
