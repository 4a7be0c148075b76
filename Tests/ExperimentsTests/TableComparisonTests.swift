import Console
import TestSupport
import Testing

@testable import Experiments

/// The tables of two plans beside each other.
@Suite struct TableComparisonTests {
  @Test func whereRowsDiffer() throws {
    let folder = try TemporaryFolder()
    for (name, mean) in [("a", "2"), ("b", "3")] {
      try folder.write("\(name)/about.csv", "key,value\naxes,delay\nprogram,p\(name)\n")
      try folder.write(
        "\(name)/summary.csv",
        "delay,scheme,quantity,mean\nexp,pgc,time_to,\(mean)\nexp,frc,time_to,5\n")
      try folder.write("\(name)/runs.csv", "delay,scheme,seed,time\nexp,pgc,1,2\n")
    }
    let comparison = try TableComparison(folder.file("a"), folder.file("b"))
    #expect(!comparison.isSame)
    #expect(comparison.rows.map(\.name) == ["program", "runs.csv", "summary.csv"])
    #expect(
      comparison.rows.map(\.text) == [
        "pa; pb", "the same",
        "1 of 2 rows differ, most by 33 % in exp pgc time_to: mean 2, 3",
      ])
  }
}
