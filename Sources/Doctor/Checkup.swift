import Foundation

/// All checks of one machine, in the order in which they are told.
public enum Checkup {
  /// Looks at this machine; takes about a second, most of it for the memory's speed.
  public static func findings(for job: Case) -> [Finding] {
    [
      mpi(), singleCopy(), blasKernels(), blasThreads(job), processors(job), sharedMemory(job),
      temporaryFolder(), memory(job), disk(job), interfaces(job), openFiles(job), memorySpeed(job),
    ].flatMap { $0 }
  }
}
