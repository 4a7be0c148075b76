import CMPI
import Glibc

/// MPI from `MPI_Init_thread` to `MPI_Finalize`, as a value.
///
/// What this module does not do: collective operations (all is point to point, so that no rank waits
/// for a straggler), one-sided communication, derived types, several threads, ranks that join while a
/// job runs.
///
/// MPI is used from one
/// thread only (`MPI_THREAD_FUNNELED`). Errors come back as thrown `MPIError`s.
/// - Source: MPI 3.1, sections 8.7 and 12.4.3.
public struct MPIEnvironment: ~Copyable {
  /// 0 is the parameter server; rank j + 1 is worker j.
  public let rank: Int
  /// Workers and the parameter server.
  public let size: Int
  private let work: MPI_Comm
  private let agreement: MPI_Comm

  /// Starts MPI; without `mpirun` this is a job of one rank.
  public init() throws(MPIError) {
    let (rank, size) = try Self.asked()
    let work = try Self.duplicate()
    let agreement = try Self.duplicate()
    self.rank = rank
    self.size = size
    self.work = work
    self.agreement = agreement
  }

  /// A communicator of the same ranks, whose messages no other can match. (MPI 3.1, section 6.4.2)
  private static func duplicate() throws(MPIError) -> MPI_Comm {
    var copy: MPI_Comm?
    try check(MPI_Comm_dup(cmpi_comm_world(), &copy), "MPI_Comm_dup")
    guard let copy else { throw MPIError(call: "MPI_Comm_dup", problem: "gave no communicator") }
    try check(MPI_Comm_set_errhandler(copy, cmpi_errors_return()), "MPI_Comm_set_errhandler")
    return copy
  }

  /// The parameter server.
  public var server: Peer { Peer(communicator: work, rank: 0) }

  /// The workers in their order: worker j is rank j + 1.
  public var workers: [Peer] {
    (1..<max(size, 1)).map { Peer(communicator: work, rank: Int32($0)) }
  }

  /// A rank, before the first model.
  func handshake(_ rank: Int) -> Peer { Peer(communicator: agreement, rank: Int32(rank)) }

  /// Ends MPI in this process: waits for all other ranks to do the same.
  ///
  /// Nothing else does, so that no error and no scope's end leads into it while a rank is stuck.
  public consuming func end() { MPI_Finalize() }

  /// Ends MPI and this process, also where MPI takes longer than ten seconds to end.
  public static func end(code: Int32) -> Never {
    let watch = Watch(seconds: 10, "", code: code)
    MPI_Finalize()
    watch.end()
    _exit(code)
  }

  /// Ends all ranks at once, for errors after which they cannot end by themselves.
  public static func abort(code: Int32) { MPI_Abort(cmpi_comm_world(), code) }

  /// Ends this process without ending MPI, which would wait for ranks that are gone.
  /// - Parameter isStuck: Whether ranks are stuck that have to be ended too; the code is then at least 1.
  public static func leave(code: Int32, isStuck: Bool) -> Never {
    guard isStuck else { _exit(code) }
    MPI_Abort(cmpi_comm_world(), max(code, 1))
    _exit(max(code, 1))
  }

  /// The library's version, such as "Open MPI v4.1.4".
  public static var libraryVersion: String {
    var text = [CChar](repeating: 0, count: Int(MPI_MAX_LIBRARY_VERSION_STRING))
    var length: Int32 = 0
    MPI_Get_library_version(&text, &length)
    let words = text.prefix(Int(length)).map { UInt8(bitPattern: $0) }
    return String(decoding: words.prefix { $0 != UInt8(ascii: ",") }, as: UTF8.self)
  }

  /// This process's rank and the number of ranks, as MPI says, which is started if it was not.
  /// - Throws: where MPI does not start.
  public static func asked() throws(MPIError) -> (rank: Int, size: Int) {
    try begin()
    var rank: Int32 = 0
    var size: Int32 = 0
    try check(MPI_Comm_rank(cmpi_comm_world(), &rank), "MPI_Comm_rank")
    try check(MPI_Comm_size(cmpi_comm_world(), &size), "MPI_Comm_size")
    return (Int(rank), Int(size))
  }

  /// Starts MPI, once. (MPI 3.1, section 8.7)
  private static func begin() throws(MPIError) {
    var begun: Int32 = 0
    try check(MPI_Initialized(&begun), "MPI_Initialized")
    guard begun == 0 else { return }
    var provided: Int32 = 0
    try check(
      MPI_Init_thread(nil, nil, Int32(MPI_THREAD_FUNNELED), &provided), "MPI_Init_thread")
    try check(
      MPI_Comm_set_errhandler(cmpi_comm_world(), cmpi_errors_return()), "MPI_Comm_set_errhandler")
  }

  /// Seconds of the wall clock, from an arbitrary start. (MPI 3.1, section 8.6)
  static var wallClock: Double { MPI_Wtime() }
}
