extension Recipe {
  /// House sales in King County as in ErasureHead: 17,290 × 27,654, 19 nonzeros a row, prices in
  /// millions of dollars.
  ///
  /// - Source: Wang, Charles and Papailiopoulos, "ErasureHead", arXiv:1901.09671, Table 1.
  public static let kcHouse: Recipe = {
    var recipe = Recipe(
      name: "kc-house", file: "kc_house_data.csv", label: Label("price", divideBy: 1e6))
    recipe.drop = ["id", "date"]
    recipe.bias = true
    recipe.split = TestSplit(fraction: 0.2)
    return recipe
  }()
}
