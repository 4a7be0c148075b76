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
