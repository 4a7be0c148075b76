import CMPI

/// A rank of a communicator: where a transfer goes, or comes from.
///
/// Nothing in this module names the world communicator or counts ranks but `MPIEnvironment`, which makes
/// the peers.
public struct Peer {
  let communicator: MPI_Comm
  let rank: Int32
}
