import MPITransport

/// The last rank has a problem: rank 0 learns its line, all learn its code.
func agree(_ environment: borrowing MPIEnvironment) throws {
  try check(try environment.agree(nil) == nil, "a problem where there is none")
  let isLast = environment.rank == environment.size - 1
  let verdict = try environment.agree(isLast ? RankProblem("no data", code: 2) : nil)
  try check(verdict?.code == 2, "the code is \(verdict?.code ?? 0)")
  if environment.rank == 0 {
    try check(verdict?.line == "rank \(environment.size - 1): no data", "\(verdict?.line ?? "")")
  }
}
