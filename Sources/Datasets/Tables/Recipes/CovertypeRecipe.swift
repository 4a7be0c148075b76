extension Recipe {
  /// Covertype, classes 1 and 2, as in ErasureHead: 396,112 × 15,509, 55 nonzeros a row, labels ±1.
  ///
  /// - Source: Wang, Charles and Papailiopoulos, "ErasureHead", arXiv:1901.09671, Table 1.
  public static let covtype: Recipe = {
    var recipe = Recipe(
      name: "covtype", file: "covtype.data",
      label: Label("55", map: ["1": -1, "2": 1], others: .drop))
    recipe.header = false
    recipe.bias = true
    recipe.split = TestSplit(fraction: 0.2)
    return recipe
  }()
}
