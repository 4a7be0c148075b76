/// What a part of a run keeps in a checkpoint, by name: vectors in the model's precision, and numbers.
public struct SavedState<Element: Scalar>: Equatable, Sendable {
  /// Vectors by name.
  public var vectors: [String: [Element]]
  /// Numbers that keep their precision whatever the model's, by name.
  public var numbers: [String: [Double]]

  /// A state with what is given.
  public init(vectors: [String: [Element]] = [:], numbers: [String: [Double]] = [:]) {
    self.vectors = vectors
    self.numbers = numbers
  }

  /// A vector by name.
  /// - Parameter count: How many elements it must have; nil for any number.
  /// - Throws: where it is not there, or of another length.
  public func vector(_ name: String, count: Int? = nil) throws(SavedStateError) -> [Element] {
    try Self.found(vectors, name, count)
  }

  /// Copies a vector into one that is there.
  /// - Throws: where it is not there, or of another length.
  public func copy(_ name: String, into vector: inout Vector<Element>) throws(SavedStateError) {
    let values = try self.vector(name, count: vector.count)
    vector.withMutableSpan { Element.copy(values.span, &$0) }
  }

  /// Numbers by name.
  /// - Parameter count: How many they must be; nil for any number.
  /// - Throws: where they are not there, or another number of them.
  public func numbers(_ name: String, count: Int? = nil) throws(SavedStateError) -> [Double] {
    try Self.found(numbers, name, count)
  }

  /// Whole numbers by name.
  /// - Throws: where they are not there, or not whole.
  public func integers(_ name: String, count: Int? = nil) throws(SavedStateError) -> [Int] {
    var integers: [Int] = []
    for number in try numbers(name, count: count) {
      guard let integer = Int(exactly: number) else {
        throw SavedStateError("'\(name)' has \(number), which is not whole")
      }
      integers.append(integer)
    }
    return integers
  }

  /// Throws where there is nothing of a name that is not expected.
  public func check(only names: Set<String>) throws(SavedStateError) {
    let found = Set(vectors.keys).union(numbers.keys)
    if let unknown = found.subtracting(names).min() {
      throw SavedStateError("'\(unknown)' belongs to nothing here")
    }
  }

  private static func found<Value>(_ all: [String: [Value]], _ name: String, _ count: Int?)
    throws(SavedStateError) -> [Value]
  {
    guard let values = all[name] else { throw SavedStateError("'\(name)' is not there") }
    if let count, values.count != count {
      throw SavedStateError("'\(name)' has \(values.count) numbers in place of \(count)")
    }
    return values
  }
}

/// A saved state that does not fit, told in a phrase.
public struct SavedStateError: Error, Equatable, Sendable, CustomStringConvertible {
  public let description: String

  /// What is wrong.
  public init(_ description: String) { self.description = description }
}
