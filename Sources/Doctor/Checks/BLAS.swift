import Foundation
import Kernels
import Runs

extension Checkup {
  /// Kernels that OpenBLAS has for processors without AVX2.
  private static let old: Set = [
    "Prescott", "Core2", "Penryn", "Dunnington", "Nehalem", "Sandybridge", "Atom", "Opteron",
    "Barcelona", "Bobcat", "Bulldozer", "Piledriver",
  ]

  /// The kernels that OpenBLAS chose, beside what the processor can do.
  static func blasKernels() -> [Finding] {
    let core = blasCore()
    let flags = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    let set = ProcessInfo.processInfo.environment["OPENBLAS_CORETYPE"]
    let from = set.map { " (OPENBLAS_CORETYPE=\($0))" } ?? ""
    guard old.contains(core), flags.contains(" avx2") else {
      return [Finding("BLAS kernels", .good, "OpenBLAS runs those of \(core)\(from)")]
    }
    return [
      Finding(
        "BLAS kernels", .note,
        "OpenBLAS runs those of \(core)\(from), and the processor has AVX2",
        remedy:
          "set OPENBLAS_CORETYPE=Haswell for all ranks, with -x, if your OpenBLAS is sound there")
    ]
  }

  /// Threads of all ranks of this machine beside its processors.
  static func blasThreads(_ job: Case) -> [Finding] {
    let threads = max(1, job.configuration.threads)
    let processors = available()
    let wanted = job.ranksHere * threads
    let ranks = job.ranksHere == 1 ? "1 rank" : "\(job.ranksHere) ranks"
    var findings: [Finding] = []
    if threads > 1, wanted > processors {
      findings.append(
        Finding(
          "BLAS threads", .bad,
          "\(ranks) × \(threads) threads are more than \(processors) processors, and slow each other",
          remedy: "use --threads \(max(1, processors / job.ranksHere))"))
    } else if processors >= 2 * wanted {
      findings.append(
        Finding(
          "BLAS threads", .note,
          "\(ranks) × \(threads) threads leave \(processors - wanted) of \(processors) processors idle",
          remedy: "use --threads \(processors / job.ranksHere), or more workers"))
    } else {
      findings.append(
        Finding(
          "BLAS threads", .good, "\(ranks) × \(threads) threads on \(processors) processors"))
    }
    for name in ["OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"] {
      guard let text = ProcessInfo.processInfo.environment[name], text != "\(threads)" else {
        continue
      }
      findings.append(
        Finding(
          "BLAS threads", .note, "\(name)=\(text) is not what a run uses: it uses \(threads)",
          remedy: "use --threads \(text) if that is meant, or unset it"))
    }
    return findings
  }
}
