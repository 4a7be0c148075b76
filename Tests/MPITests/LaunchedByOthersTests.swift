import TestSupport
import Testing

/// Launchers that MPI does not hear: each process is alone, and one of them says so in one line.
@Suite("Launched by others")
struct LaunchedByOthersTests {
  private static let words = [
    "--dataset", "mixture:samples=40,features=3", "--model", "least-squares", "--steps", "2",
    "--no-picture", "--quiet",
  ]

  private func run(_ variables: [String], _ more: [String]) throws -> Launcher.Result {
    let folder = try TemporaryFolder()
    return try Launcher.run(
      ["timeout", "60", "env"] + variables + [BuiltProducts.path("pgc-train")] + Self.words + more
        + ["--out", folder.file("run")])
  }

  @Test(
    "One line says what launcher and MPI each say",
    arguments: [
      (["PMI_RANK=0", "PMI_SIZE=3"], "a launcher with PMI"),
      (["PMIX_RANK=0", "SLURM_STEP_NUM_TASKS=3"], "a launcher with PMIx"),
      (["SLURM_PROCID=0", "SLURM_STEP_NUM_TASKS=3"], "srun without an MPI plugin"),
      (["OMPI_COMM_WORLD_RANK=0", "OMPI_COMM_WORLD_SIZE=3"], "mpirun"),
    ])
  func unheard(variables: [String], by: String) throws {
    let result = try run(variables, [])
    #expect(result.code == 2)
    #expect(result.errors.contains("\(by)"), "\(result.errors)")
    #expect(result.errors.contains("started 3 processes, and MPI sees 1"), "\(result.errors)")
    #expect(result.errors.split(separator: "\n").count == 1, "\(result.errors)")
  }

  @Test(
    "The other processes are silent",
    arguments: [
      ["PMI_RANK=1", "PMI_SIZE=3"], ["PMIX_RANK=2", "SLURM_STEP_NUM_TASKS=3"],
      ["SLURM_PROCID=1", "SLURM_STEP_NUM_TASKS=3"],
    ])
  func silent(variables: [String]) throws {
    let result = try run(variables, [])
    #expect(result.code == 2)
    #expect(result.errors == "")
  }

  @Test(
    "A run of one process is none of their business, if it is one",
    arguments: [
      (["PMIX_RANK=0", "SLURM_STEP_NUM_TASKS=1"], 0), (["PMI_RANK=0", "PMI_SIZE=1"], 0),
      (["PMIX_RANK=0"], 0), (["SLURM_PROCID=0", "SLURM_NTASKS=25"], 0),
      (["PMI_RANK=0", "PMI_SIZE=2"], 2),
    ] as [([String], Int32)])
  func virtual(variables: [String], code: Int32) throws {
    let result = try run(variables, ["--virtual", "--workers", "2"])
    #expect(result.code == code, "\(result.errors)")
  }
}
