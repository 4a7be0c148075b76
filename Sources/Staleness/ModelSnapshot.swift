public import Kernels

/// One version of the model, unchanging, shared by all who still need it.
public final class ModelSnapshot<Element: Scalar> {
  /// The number of updates that led to it.
  public fileprivate(set) var version: Int
  fileprivate var model: Vector<Element>

  fileprivate init(_ model: Span<Element>, version: Int) {
    self.version = version
    self.model = Vector(copying: model)
  }

  /// Lends the model.
  public func withModel<R, E: Error>(_ body: (Span<Element>) throws(E) -> R) throws(E) -> R {
    try model.withSpan(body)
  }

  fileprivate var elements: [Element] { model.withSpan { Element.elements($0) } }

  fileprivate func fill(_ values: [Element]?) throws(SavedStateError) {
    guard let values, values.count == model.count else {
      throw SavedStateError("the model of version \(version) is not there, or of another length")
    }
    model.withMutableSpan { Element.copy(values.span, &$0) }
  }

  /// The model's memory, for MPI; it stays in place and unchanged while this object is referenced.
  public var pinned: UnsafeMutableBufferPointer<Element> { model.pinned }
}

/// The published versions, and the memory of those that nobody needs any more, to be used again.
public struct PublishedModels<Element: Scalar> {
  private var current: [ModelSnapshot<Element>] = []
  private var retired: [ModelSnapshot<Element>] = []

  /// Nothing published.
  public init() {}

  /// Publishes a copy of `model`; allocates only while more versions are in use than ever before.
  public mutating func publish(_ model: Span<Element>, version: Int) {
    for i in retired.indices where isKnownUniquelyReferenced(&retired[i]) {
      let snapshot = retired.remove(at: i)
      if snapshot.model.count == model.count {
        snapshot.version = version
        snapshot.model.withMutableSpan { Element.copy(model, &$0) }
        return current.append(snapshot)
      }
      break
    }
    current.append(ModelSnapshot(model, version: version))
  }

  /// Lets go of versions before `version`.
  public mutating func forget(before version: Int) {
    while let first = current.first, first.version < version {
      retired.append(current.removeFirst())
    }
  }

  /// Copies of the models that somebody still needs, by version.
  public mutating func inUse() -> [Int: [Element]] {
    var models: [Int: [Element]] = [:]
    for snapshot in current { models[snapshot.version] = snapshot.elements }
    for i in retired.indices where !isKnownUniquelyReferenced(&retired[i]) {
      models[retired[i].version] = retired[i].elements
    }
    return models
  }

  /// Puts models in the place of those of the same versions that were published without content.
  /// - Throws: where one that somebody needs is not among them, or is of another length.
  public mutating func fill(_ models: [Int: [Element]]) throws(SavedStateError) {
    for snapshot in current { try snapshot.fill(models[snapshot.version]) }
    for i in retired.indices where !isKnownUniquelyReferenced(&retired[i]) {
      try retired[i].fill(models[retired[i].version])
    }
  }

  /// A version that somebody needs, published or not forgotten by all.
  public func find(_ version: Int) -> ModelSnapshot<Element>? {
    self[version] ?? retired.last { $0.version == version }
  }

  /// A published version.
  public subscript(version: Int) -> ModelSnapshot<Element>? {
    // The newest is asked for most.
    current.last { $0.version == version }
  }
}
