import Foundation
import MPITransport

// Started under mpirun by TransportTests: every rank does its side of the check that is named, and
// exits with 1 where something is not as it must be.

/// A thing that must hold, and does not.
struct Broken: Error, CustomStringConvertible {
  let description: String
}

func check(_ holds: Bool, _ what: @autoclosure () -> String) throws {
  if !holds { throw Broken(description: what()) }
}

func carryOut(_ name: String?, _ environment: borrowing MPIEnvironment) throws {
  switch name {
  case "messages": try exchange(environment)
  case "lengths": try refuseOtherLengths(environment)
  case "dropped": try dropCluster(environment)
  case "agreement": try agree(environment)
  case "newest": try newestWins(environment)
  case "memory": try remember(environment)
  default: throw Broken(description: "no such check")
  }
}

func run() throws {
  let environment = try MPIEnvironment()
  do {
    try carryOut(CommandLine.arguments.dropFirst().first, environment)
  } catch {
    // Before MPI ends here: it would wait for the others, and they for this rank.
    FileHandle.standardError.write(Data("mpi-checks: rank \(environment.rank): \(error)\n".utf8))
    MPIEnvironment.abort(code: 1)
    exit(1)
  }
  environment.end()
}

try run()
