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

  /// A published version.
  public subscript(version: Int) -> ModelSnapshot<Element>? {
    // The newest is asked for most.
    current.last { $0.version == version }
  }
}
