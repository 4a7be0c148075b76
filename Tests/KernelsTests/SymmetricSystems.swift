import Kernels
import Testing

@Suite struct SymmetricSystems {
  @Test func cholesky() throws {
    // A = [[4, 2], [2, 3]], x = (1, 2).
    var a = [4.0, 2, 2, 3]
    let x = try #require(solvePositive(&a, order: 2, [8, 8]))
    #expect(abs(x[0] - 1) < 1e-14 && abs(x[1] - 2) < 1e-14)
    var indefinite = [1.0, 2, 2, 1]
    #expect(solvePositive(&indefinite, order: 2, [1, 1]) == nil)
    var empty: [Double] = []
    #expect(solvePositive(&empty, order: 0, []) == [])
  }

  @Test func eigenvectors() throws {
    let a = [2.0, 1, 0, 1, 2, 1, 0, 1, 2]
    let (values, vectors) = try #require(symmetricEigen(a, order: 3))
    let root = 2.0.squareRoot()
    for (found, wanted) in zip(values, [2 - root, 2, 2 + root]) {
      #expect(abs(found - wanted) < 1e-14)
    }
    for k in 0..<3 {
      for i in 0..<3 {
        let image = (0..<3).reduce(0.0) { $0 + a[3 * i + $1] * vectors[3 * k + $1] }
        #expect(abs(image - values[k] * vectors[3 * k + i]) < 1e-14)
      }
    }
    #expect(symmetricEigen([.nan], order: 1) == nil)
  }
}
