/// Scalars at a fixed, 64-byte aligned address, with exactly one owner.
///
/// It cannot be copied by accident: passing it on moves it, `copy` is said out loud. Its address
/// never changes, so C and MPI may keep it as long as the vector lives. Not for small values that
/// come and go: making one is an allocation.
@safe
public struct Vector<Element: BitwiseCopyable>: ~Copyable {
  @usableFromInline let storage: UnsafeMutableBufferPointer<Element>

  /// A vector of `count` equal elements.
  /// - Complexity: O(count), one allocation.
  public init(repeating value: Element, count: Int) {
    storage = Self.allocate(count)
    guard let start = storage.baseAddress, count > 0 else { return }
    start.initialize(to: value)
    // In copies of what is there: where the type is not known to the compiler, initializing one
    // element at a time costs a call for each.
    var filled = 1
    while filled < count {
      let more = min(filled, 1024, count - filled)
      start.advanced(by: filled).initialize(from: start, count: more)
      filled += more
    }
  }

  /// A vector with the elements of `source`.
  /// - Complexity: O(count), one allocation.
  public init(copying source: Span<Element>) {
    storage = Self.allocate(source.count)
    source.withUnsafeBufferPointer { source in
      guard let from = source.baseAddress else { return }
      storage.baseAddress?.initialize(from: from, count: source.count)
    }
  }

  deinit { UnsafeMutableRawPointer(storage.baseAddress)?.deallocate() }

  private static func allocate(_ count: Int) -> UnsafeMutableBufferPointer<Element> {
    let raw = UnsafeMutableRawPointer.allocate(
      byteCount: max(64, count * MemoryLayout<Element>.stride), alignment: 64)
    return UnsafeMutableBufferPointer(
      start: raw.bindMemory(to: Element.self, capacity: count), count: count)
  }

  /// The number of elements.
  @inlinable public var count: Int { storage.count }

  /// One element.
  @inlinable public subscript(i: Int) -> Element {
    get { span[i] }
    set {
      var elements = mutableSpan
      elements[i] = newValue
    }
  }

  /// The elements, to read.
  public var span: Span<Element> {
    @inlinable @_lifetime(borrow self) get {
      _overrideLifetime(Span(_unsafeElements: storage), borrowing: self)
    }
  }

  /// The elements, to change.
  public var mutableSpan: MutableSpan<Element> {
    @inlinable @_lifetime(&self) mutating get {
      _overrideLifetime(MutableSpan(_unsafeElements: storage), mutating: &self)
    }
  }

  /// Lends the elements; for owners that are classes, whose properties cannot lend a span.
  @inlinable public func withSpan<R, E: Error>(_ body: (Span<Element>) throws(E) -> R) throws(E)
    -> R
  {
    try body(span)
  }

  /// Lends the elements to change; for owners that are classes.
  @inlinable public mutating func withMutableSpan<R, E: Error>(
    _ body: (inout MutableSpan<Element>) throws(E) -> R
  ) throws(E) -> R {
    var elements = mutableSpan
    return try body(&elements)
  }

  /// The memory itself, for C.
  ///
  /// Valid while the vector lives: it never moves.
  public var pinned: UnsafeMutableBufferPointer<Element> { @unsafe get { storage } }
}

// One owner at a time, so it may move between threads.
extension Vector: @unchecked Sendable where Element: Sendable {}

/// A place for a vector in an array or dictionary, which cannot hold noncopyable values.
public final class Slot<Element: BitwiseCopyable> {
  /// What it holds; put another in its place with `swap`.
  public var vector: Vector<Element>

  /// A place for a vector.
  public init(_ vector: consuming Vector<Element>) { self.vector = vector }

  /// A place with `count` elements of `value`.
  public init(_ count: Int, repeating value: Element) {
    vector = Vector(repeating: value, count: count)
  }
}
