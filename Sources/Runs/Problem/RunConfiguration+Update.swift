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
    guard scheme.parts == 1, scheme.places == scheme.workers,
      scheme.blockPlaces == scheme.places
    else {
      throw ConfigurationError(
        "\(option): needs one message a worker, in a place of its own, which \(self.scheme) does not have; "
          + "use uncoded, is-sgd, frc or draco")
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
