public import Coding
import Learning
import Settings
import Staleness

extension RunConfiguration {
  /// Checks what moves the model, without looking at data: step size, optimizer, transport.
  /// - Parameter scheme: Whose messages it is for.
  public func checkUpdate(for scheme: any Scheme) throws {
    let stepSize = try StepSize(parsing: stepSize)
    // Made only to be checked.
    if try BlockSecantSettings(self, for: scheme) == nil {
      let rule = try Optimizers.make(
        try Spec(parsing: optimizer, option: "--optimizer"), stepSize: stepSize, l2: l2,
        dimension: 1, as: Double.self)
      if rule.needsWholeGradient { try checkWholeGradient(of: scheme) }
    }
    _ = try Transports.make(transport, shares: [], as: Double.self)
    try checkMessages(of: scheme)
    guard Transports.looksAtBlocks(transport) else { return }
    guard scheme.sendsSingleBlocks else {
      throw ConfigurationError(
        "--transport \(transport): needs messages of single blocks, which \(self.scheme) does not "
          + "send; use pgc, pgc-stalest or pgc-hybrid")
    }
    guard scheme.blockPlaces == scheme.places else {
      throw ConfigurationError(
        "--transport \(transport): needs a place for every block, which \(self.scheme) does not always have; "
          + "use pgc or pgc-hybrid, or pgc-stalest with a number of blocks")
    }
  }

  /// Checks what moves a model with running means among its coordinates, which are moved in one way only.
  func checkAverages() throws(ConfigurationError) {
    let isSecant = try BlockSecantSettings(self) != nil
    guard isSecant || localSteps > 1 else { return }
    let wrong =
      isSecant
      ? "--optimizer \(optimizer): makes its steps from all coordinates"
      : "--local-steps \(localSteps): would move them several times"
    throw ConfigurationError(
      "\(wrong), and the program has running means among them; let it estimate or freeze its "
        + "statistics (buffers of pgc.torch.serve), or leave the option out")
  }

  /// Checks aggregate and attack.
  private func checkMessages(of scheme: any Scheme) throws(ConfigurationError) {
    guard aggregate != "sum" || attack != "none" else { return }
    _ = try Aggregate(aggregate, workers: scheme.workers)
    _ = try Attack(attack, workers: scheme.workers)
    let option = aggregate != "sum" ? "--aggregate \(aggregate)" : "--attack \(attack)"
    guard transport == "none", try BlockSecantSettings(self, for: scheme) == nil else {
      throw ConfigurationError(
        "\(option): looks at the messages as they came; leave out --transport and block-secant")
    }
    guard scheme.slices == 1 else {
      throw ConfigurationError(
        "\(option): needs whole gradients, and \(self.scheme) sends slices of them; "
          + "use uncoded, is-sgd, frc or draco")
    }
    guard scheme.places == scheme.workers * scheme.parts, scheme.blockPlaces == scheme.places
    else {
      throw ConfigurationError(
        "\(option): needs a place for every message of a worker, which \(self.scheme) does not have; "
          + "use uncoded, is-sgd, frc or draco")
    }
    switch try Aggregate(aggregate, workers: scheme.workers) {
    case .sum: break
    case .median, .krum, .majority:
      guard scheme.parts == 1 else {
        throw ConfigurationError(
          "\(option): needs one message a worker, and \(self.scheme) sends \(scheme.parts); use uncoded, "
            + "is-sgd, frc or draco")
      }
    case .locate(let liars):
      let code = CyclicCode(workers: scheme.workers, tolerated: 2 * liars)
      try check(
        option, scheme, sends: code.terms(worker:), as: "draco-cyclic --stragglers \(liars)")
    case .eliminate(let group):
      try check(
        option, scheme,
        sends: { worker in (0..<group).map { Term(worker / group * group + $0, part: $0) } },
        as: "frc-byzantine --stragglers \(group - 1)")
    }
  }

  /// Checks that an aggregate is for what workers send.
  private func check(
    _ option: String, _ scheme: any Scheme, sends terms: (Int) -> [Term], as name: String
  ) throws(ConfigurationError) {
    for worker in 0..<scheme.workers where scheme.terms(worker: worker, step: 0) != terms(worker) {
      throw ConfigurationError(
        "\(option): is for the messages of --scheme \(name), and \(self.scheme) sends others; use that one"
      )
    }
  }

  private func checkWholeGradient(of scheme: any Scheme) throws(ConfigurationError) {
    guard type(of: scheme).description.promise == .exact else {
      throw ConfigurationError(
        "--optimizer \(optimizer): needs the whole gradient in every step, which \(self.scheme) does "
          + "not make; use an exact scheme, such as uncoded, frc or crc")
    }
    guard batch == 0 else {
      throw ConfigurationError(
        "--optimizer \(optimizer): needs the whole gradient in every step; leave out --batch \(batch)"
      )
    }
  }
}
