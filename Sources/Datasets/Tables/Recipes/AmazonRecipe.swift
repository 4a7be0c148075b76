extension Recipe {
  /// Amazon Employee Access as in ErasureHead: 26,215 × 241,915, 44 nonzeros a row, labels ±1.
  ///
  /// - Source: Wang, Charles and Papailiopoulos, "ErasureHead", arXiv:1901.09671, Table 1.
  public static let amazon: Recipe = {
    var recipe = Recipe(
      name: "amazon", file: "train.csv", label: Label("ACTION", map: ["0": -1, "1": 1]))
    recipe.pairs = Pairs(except: [
      ["ROLE_TITLE", "ROLE_FAMILY"], ["ROLE_ROLLUP_1", "ROLE_ROLLUP_2"],
    ])
    recipe.bias = true
    recipe.split = TestSplit(fraction: 0.2)
    return recipe
  }()
}
