import Learning
public import Settings

extension RunConfiguration {
  /// Takes the precision that was asked for, or the model's usual one: float32 for networks.
  /// - Throws: where the model is no spec.
  public mutating func setPrecision(_ given: String?) throws(ConfigurationError) {
    let usual = try Objectives.usualPrecision(of: model)
    precision = given?.lowercased() ?? usual
  }
}
