import Glibc
import Kernels

extension MPIEnvironment {
  /// Connects all workers to the parameter server beside MPI; the server's side, called once, when
  /// all are ready.
  /// - Returns: A connection by worker, and the workers that found no way; -1 stands for these.
  public borrowing func hearWorkers() throws(MPIError) -> (lines: [Int32], deaf: [Int]) {
    let workers = max(size, 1) - 1
    var lines = Array(repeating: Int32(-1), count: workers)
    let opened = Invitation.open()
    defer { if let opened { close(opened.listener) } }
    let bytes = opened?.invitation.bytes ?? Array(repeating: 0, count: Invitation.length)
    let invitation = Slot(Vector(copying: bytes.span))
    var transfers = Transfers(workers)
    for worker in 0..<workers {
      try transfers.send(worker, invitation, to: handshake(worker + 1), tag: Wire.invitation)
      try transfers.wait(worker)
    }
    for worker in 0..<workers {
      try transfers.receive(
        worker, into: Slot<UInt8>(1, repeating: 0), from: handshake(worker + 1),
        tag: Wire.connected)
    }
    var patience = Patience()
    var missing = workers
    while missing > 0 {
      if let opened { welcome(opened.listener, opened.invitation.token, &lines) }
      if try transfers.next() != nil { missing -= 1 } else { patience.pause() }
    }
    if let opened { welcome(opened.listener, opened.invitation.token, &lines) }
    return (lines, lines.indices.filter { lines[$0] < 0 })
  }

  private borrowing func welcome(_ listener: Int32, _ token: UInt64, _ lines: inout [Int32]) {
    while true {
      let line = accept(listener, nil, nil)
      guard line >= 0 else { return }
      _ = fcntl(line, F_SETFD, FD_CLOEXEC)
      // A stranger that says nothing must not keep the others waiting.
      var limit = timeval(tv_sec: 1, tv_usec: 0)
      setsockopt(line, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
      var bytes = [UInt8](repeating: 0, count: Hello.length)
      let count = recv(line, &bytes, bytes.count, Int32(MSG_WAITALL))
      var answer = Hello.welcome
      guard count == bytes.count, let hello = Hello(bytes), hello.token == token,
        lines.indices.contains(hello.worker), lines[hello.worker] < 0,
        send(line, &answer, 1, Int32(MSG_NOSIGNAL)) == 1
      else {
        close(line)
        continue
      }
      lines[hello.worker] = line
    }
  }

  /// Connects to the parameter server beside MPI; a worker's side.
  /// - Returns: The heart, which beats from now on; nil where there is no way.
  public borrowing func connectToServer() throws(MPIError) -> Heartbeat? {
    var transfer = Transfers(1)
    let bytes = Slot<UInt8>(Invitation.length, repeating: 0)
    try transfer.receive(0, into: bytes, from: handshake(0), tag: Wire.invitation)
    try transfer.wait(0)
    let invitation = Invitation((0..<Invitation.length).map { bytes.vector[$0] })
    let line = invitation?.connect(as: rank - 1)
    try transfer.send(0, nil, to: handshake(0), tag: Wire.connected)
    try transfer.wait(0)
    return line.map { Heartbeat(on: $0) }
  }
}
