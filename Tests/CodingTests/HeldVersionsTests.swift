import Coding
import Testing

@Suite struct HeldVersionsTests {
  @Test func theNewestIsHeld() {
    var held = HeldVersions(places: 3)
    #expect(held.unseen == 3 && held[1] == -1)
    #expect(held.isNewer(0, at: 1))
    held.take(4, at: 1)
    #expect(held.unseen == 2 && held[1] == 4)
    #expect(!held.isNewer(4, at: 1) && !held.isNewer(3, at: 1) && held.isNewer(5, at: 1))
    // An older message changes nothing, and its place has been seen.
    held.take(2, at: 1)
    #expect(held.unseen == 2 && held[1] == 4)
    var weights: [Weight] = []
    held.take(0, at: 2)
    held.append(to: &weights)
    #expect(weights == [Weight(place: 1, version: 4, 1), Weight(place: 2, version: 0, 1)])
  }
}
