import Coding
import Console
import Kernels
import MPITransport
import Programs
import Runs

/// What a rank makes before the first model, and what it tells the others of it.
struct Ready<Element: Scalar, Value> {
  /// What was made, or why it could not be.
  let value: Result<Value, any Error>
  /// What must be the same on all ranks; empty where nothing could be made.
  let facts: [RankFact]
  /// What keeps this rank from working; nil where it is ready.
  let trouble: RankProblem?

  /// Makes it.
  /// - Parameter rank: 0 for the parameter server, j + 1 for worker j.
  init(_ configuration: RunConfiguration, rank: Int, _ make: (Problem<Element>) throws -> Value) {
    let made = Result {
      let problem = try Problem<Element>(configuration, rank: rank)
      return (
        value: try make(problem), facts: try Self.facts(of: configuration) + Self.facts(of: problem)
      )
    }
    value = made.map(\.value)
    facts = (try? made.get())?.facts ?? []
    switch made {
    case .success: trouble = nil
    case .failure(let error):
      // The other ranks' places are put before their lines where rank 0 reads them.
      let own = rank == 0 ? (error as? ProgramFailure)?.error(ofRank: 0) : nil
      let known = own ?? RunError(error)
      trouble = RankProblem(known.description, code: known.exitCode)
    }
  }

  /// What a program must say of itself on all ranks.
  private static func facts(of problem: Problem<Element>) -> [RankFact] {
    problem.facts.enumerated().map { number, value in
      RankFact(
        "what --program says of itself (\(number + 1))", value,
        remedy: "let it load the same data and the same initial model everywhere")
    }
  }

  /// What must be the same on all ranks: the program's version, the options, the data.
  private static func facts(of configuration: RunConfiguration) throws -> [RankFact] {
    let options = configuration.texts.map { name, value in
      RankFact("--\(name)", value, remedy: "start all ranks with the same options")
    }
    // Reading the program's own file on each rank would say less: machines may build it by themselves.
    let data = try Provenance(of: configuration, program: "").data.map { file in
      RankFact(
        "the content of \(file.file)", file.digest, remedy: "put the same file on every machine")
    }
    return [
      RankFact(
        "the program's version", PGCVersion.current, remedy: "install one on all machines")
    ] + options + data
  }
}
