import Glibc

/// What started this process as one of several, by its environment: known before MPI is started.
///
/// Open MPI's `mpirun` says rank and size. Slurm's `srun --mpi=pmix` and other launchers that speak PMIx say
/// the rank; the older PMI-1 and PMI-2, of MPICH's `mpiexec` and `srun --mpi=pmi2`, say both, to an MPI that
/// may not listen. What MPI says counts; this only tells who speaks, and what to compare with.
public struct Launcher: Equatable, Sendable {
  /// How it tells processes of each other.
  public enum Kind: Equatable, Sendable {
    case openMPI, pmix, pmi
    /// Processes of a Slurm step that are told nothing (`srun --mpi=none`).
    case none
  }

  /// The protocol.
  public let kind: Kind
  /// This process among those of the launcher, from 0.
  public let rank: Int
  /// How many it started; nil where it does not say.
  public let size: Int?

  /// The launcher of this process; nil where it was started by itself.
  public static let current = Launcher { name in getenv(name).map { String(cString: $0) } }

  /// Reads the variables that launchers set.
  init?(_ variable: (String) -> String?) {
    func number(_ name: String) -> Int? { variable(name).flatMap { Int($0) } }
    let step = number("SLURM_STEP_NUM_TASKS")
    if let rank = number("OMPI_COMM_WORLD_RANK"), let size = number("OMPI_COMM_WORLD_SIZE") {
      self.init(kind: .openMPI, rank: rank, size: size)
    } else if let rank = number("PMIX_RANK") {
      self.init(kind: .pmix, rank: rank, size: step)
    } else if let rank = number("PMI_RANK"), let size = number("PMI_SIZE") {
      self.init(kind: .pmi, rank: rank, size: size)
    } else if let step, step > 1, let rank = number("SLURM_PROCID") {
      self.init(kind: .none, rank: rank, size: step)
    } else {
      return nil
    }
  }

  private init(kind: Kind, rank: Int, size: Int?) {
    self.kind = kind
    self.rank = rank
    self.size = size
  }

  /// Whether this process is the one that tells what all of them meet.
  public static var speaks: Bool { (current?.rank ?? 0) == 0 }

  /// Why processes that were started together are alone in MPI, and how to start them.
  /// - Parameter size: What MPI says their number is.
  public func disagreement(size: Int) -> String? {
    guard let started = self.size, started != size else { return nil }
    let by =
      switch kind {
      case .openMPI: "mpirun"
      case .pmix: "a launcher with PMIx"
      case .pmi: "a launcher with PMI, such as srun --mpi=pmi2 or another MPI's mpiexec,"
      case .none: "srun without an MPI plugin (--mpi=none)"
      }
    return
      "\(by) started \(started) processes, and MPI sees \(size): they do not hear of each other; "
      + "start them by Open MPI's mpirun or by srun --mpi=pmix"
  }
}
