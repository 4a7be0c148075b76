/// Looking things up by the name of their entry.
extension Sequence {
  /// The one of a name.
  /// - Throws: where there is none, with the nearest name.
  public func find(_ name: String, option: String, entry: (Element) -> Entry)
    throws(ConfigurationError) -> Element
  {
    for one in self where entry(one).name == name { return one }
    throw ConfigurationError(unknownName(option, name, among: map { entry($0).name }))
  }

  /// The one that a spec names, which knows all settings of the spec.
  /// - Throws: where there is none, or it does not know a setting, with the nearest name.
  public func find(_ spec: Spec, option: String, entry: (Element) -> Entry)
    throws(ConfigurationError) -> Element
  {
    let found = try find(spec.name, option: option, entry: entry)
    try entry(found).check(spec, option: option)
    return found
  }
}
