import MPITransport

/// The last rank has a problem: rank 0 learns its line, all learn its code.
func agree(_ environment: borrowing MPIEnvironment) throws {
  try check(try environment.agree(nil) == nil, "a problem where there is none")
  let isLast = environment.rank == environment.size - 1
  let verdict = try environment.agree(isLast ? RankProblem("no data", code: 2) : nil)
  try check(verdict?.code == 2, "the code is \(verdict?.code ?? 0)")
  if environment.rank == 0 {
    let line = verdict?.line ?? ""
    try check(
      line.hasPrefix("rank \(environment.size - 1) on ") && line.hasSuffix(": no data"), line)
  }
  let fact = RankFact("--seed", isLast ? "2" : "1", remedy: "give one")
  let differs = try environment.agree(nil, on: [fact])
  try check(differs?.code == 1, "the code is \(differs?.code ?? 0)")
  if environment.rank == 0 {
    let line = differs?.line ?? ""
    try check(line.hasSuffix("--seed is '2', and '1' on rank 0; give one"), line)
  }
}
