import Foundation
import MPITransport

// Started under mpirun by MPITransportTests: every rank does its side of the check that is named, and
// exits with 1 where something is not as it must be.

/// A thing that must hold, and does not.
struct Broken: Error, CustomStringConvertible {
  let description: String
}

func check(_ holds: Bool, _ what: @autoclosure () -> String) throws {
  if !holds { throw Broken(description: what()) }
}

func run() throws {
  let environment = try MPIEnvironment()
  switch CommandLine.arguments.dropFirst().first {
  case "requests": try exchange(environment.rank, of: environment.size)
  case "dropped": try dropRequest(environment.rank)
  case "agreement": try agree(environment)
  case "newest": try newestWins(environment.rank, of: environment.size)
  default: throw Broken(description: "no such check")
  }
  environment.end()
}

do {
  try run()
} catch {
  FileHandle.standardError.write(Data("mpi-checks: \(error)\n".utf8))
  MPIEnvironment.abort(code: 1)
  exit(1)
}
