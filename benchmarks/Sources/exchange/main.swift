import Baselines
import Clusters
import Coding
import Comparison
import Kernels
import MPITransport
import PGC
import Settings

// Started by `scripts/benchmark`: rank 0 prints, the others answer every model at once.

/// One line of the table: every rank calls this.
func compare(
  _ scheme: any Scheme, dimension d: Int, steps: Int, in environment: borrowing MPIEnvironment
) throws {
  guard environment.rank == 0 else {
    let worker = environment.rank - 1
    let role = WorkerRole(worker: worker, of: scheme, source: NoGradient(gradientLength: d + 1))
    var loop = WorkerLoop(role, delays: NoWaiting())
    return try loop.run(
      on: MPILink(to: environment.server, worker: worker, of: scheme, modelLength: d))
  }
  let name = type(of: scheme).description.entry.name
  var comparison = Comparison("\(name), n = \(scheme.workers), d = \(d)")
  var server = try ParameterServer(scheme, workers: environment.workers, dimension: d)
  try comparison.take(
    turns: 9, ours: { try server.trained(steps: steps) },
    plain: { try server.exchanged(steps: steps) })
  try server.shutdown()
  print(comparison.row)
}

func run() throws {
  useBLASThreads(1)
  let environment = try MPIEnvironment()
  let workers = environment.size - 1
  if environment.rank == 0 {
    print(Comparison.header("messages a second: ours the loop", ours: "ours", plain: "bare"))
  }
  for (d, steps) in [(27_654, 400), (250_000, 80)] {
    let request = SchemeRequest("", workers: workers, stragglers: min(3, workers - 1))
    try compare(try Uncoded(request), dimension: d, steps: steps, in: environment)
    try compare(try PipelinedGradientCoding(request), dimension: d, steps: steps, in: environment)
  }
  environment.end()
}

try run()
