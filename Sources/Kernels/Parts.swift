extension MutableSpan where Element: BitwiseCopyable {
  /// A part of the elements, to change, such as the weights of a model without its biases.
  @inlinable @_lifetime(&self)
  public mutating func part(_ range: Range<Int>) -> MutableSpan<Element> {
    _mutatingExtracting(range)
  }
}
