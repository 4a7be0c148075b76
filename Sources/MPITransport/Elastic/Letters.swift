/// What a visitor is told first.
enum Seat: Equatable {
  /// Which worker it is to be.
  case worker(Int)
  /// All workers are there.
  case none

  var bytes: [UInt8] {
    switch self {
    case .worker(let worker): (0..<4).map { UInt8(truncatingIfNeeded: worker >> (8 * $0)) }
    case .none: []
    }
  }

  init?(_ bytes: [UInt8]) {
    switch bytes.count {
    case 0: self = .none
    case 4: self = .worker((0..<4).reduce(0) { $0 | Int(bytes[$1]) << (8 * $1) })
    default: return nil
    }
  }
}

/// What a visitor is told once it has shown what it has.
enum Verdict: Equatable {
  /// To connect to this port at once.
  case come(String)
  /// Why it cannot take part.
  case away(String)

  var bytes: [UInt8] {
    switch self {
    case .come(let port): [0] + port.utf8
    case .away(let line): [1] + line.utf8
    }
  }

  init?(_ bytes: [UInt8]) {
    let text = String(decoding: bytes.dropFirst(), as: UTF8.self)
    switch bytes.first {
    case 0: self = .come(text)
    case 1: self = .away(text)
    default: return nil
    }
  }
}
