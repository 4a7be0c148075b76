import CMPI
import Glibc

/// A name under which a job of MPI's reaches another, and the way to it.
///
/// Both sides must have been started with the same `mpirun --ompi-server`. Neither call has a limit of its
/// own: whoever takes longer than `limit` ends this process, since nothing else can end such a call.
/// - Source: MPI 3.1, sections 10.4.2 and 10.4.3; Open MPI 4.1 accepts one connection at a time.
struct Port {
  /// Seconds that accepting or connecting may take.
  static let limit = 30.0

  let name: String

  /// A port of an earlier `open` of another process.
  init(name: String) { self.name = name }

  /// Opens a port of this process.
  static func open() throws(MPIError) -> Port {
    var name = [CChar](repeating: 0, count: Int(MPI_MAX_PORT_NAME))
    try survivingErrors()
    try check(MPI_Open_port(cmpi_info_null(), &name), "MPI_Open_port")
    return Port(
      name: String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self))
  }

  /// Lets in one process that is about to connect.
  func accept() throws(MPIError) -> Peer {
    var peer: MPI_Comm?
    let watch = Watch(
      seconds: Self.limit,
      "the worker that was let in never came, and MPI_Comm_accept waits for it for ever; go on by "
        + "--resume with the run's folder")
    defer { watch.end() }
    try check(
      MPI_Comm_accept(name, cmpi_info_null(), 0, cmpi_comm_self(), &peer), "MPI_Comm_accept")
    return try Self.other(peer, "MPI_Comm_accept")
  }

  /// Connects to the process that accepts.
  func connect() throws(MPIError) -> Peer {
    var peer: MPI_Comm?
    try Self.survivingErrors()
    let watch = Watch(
      seconds: Self.limit,
      "the parameter server does not answer MPI_Comm_connect; start both sides with the same "
        + "--ompi-server")
    defer { watch.end() }
    try check(
      MPI_Comm_connect(name, cmpi_info_null(), 0, cmpi_comm_self(), &peer), "MPI_Comm_connect")
    return try Self.other(peer, "MPI_Comm_connect")
  }

  private static func survivingErrors() throws(MPIError) {
    try check(
      MPI_Comm_set_errhandler(cmpi_comm_self(), cmpi_errors_return()), "MPI_Comm_set_errhandler")
  }

  /// The only process of the other side.
  private static func other(_ communicator: MPI_Comm?, _ call: String) throws(MPIError) -> Peer {
    guard let communicator else { throw MPIError(call: call, problem: "gave no communicator") }
    try check(
      MPI_Comm_set_errhandler(communicator, cmpi_errors_return()), "MPI_Comm_set_errhandler")
    return Peer(communicator: communicator, rank: 0)
  }
}
