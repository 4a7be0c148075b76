import Console
import Glibc
import Kernels
import Learning
import Programs
import Settings

extension RunConfiguration {
  /// The precision that a model has where none is asked for: of programs what their libraries have.
  func precisionOfModel() throws(ConfigurationError) -> String {
    program == nil ? try Objectives.usualPrecision(of: model) : Float.precisionName
  }

  /// How the program is asked; nil where there is none.
  /// - Parameter rank: Who asks.
  func programCommand(rank: Int) -> ProgramCommand? {
    program.map {
      ProgramCommand(
        $0, patience: programPatience, seed: seed, rank: rank, workers: workers)
    }
  }

  /// The files that the command names: the program itself, where it is a script, and its data.
  ///
  /// What the program reads beside them is not known here.
  var filesOfProgram: [String] {
    var status = stat()
    return (programCommand(rank: 0)?.words ?? []).filter {
      stat($0, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }
  }
}
