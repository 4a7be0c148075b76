import Randomness
import Testing

@testable import Clusters

/// The calendar against a list that is searched from end to end.
@Suite struct EventCalendarTests {
  private struct Event {
    var worker: Int
    var time: Double
    var order: Int
  }

  /// Few different times, so that ties are common.
  @Test(arguments: [1, 2, 3, 7, 8, 33], [1, 4, 1000])
  func likeASortedList(workers: Int, times: Int) {
    var stream = Stream(seed: 5, for: .synthetic, workers, times)
    var calendar = EventCalendar(workers: workers)
    var list: [Event] = []
    for order in 0..<2000 {
      let worker = stream.below(workers)
      switch stream.below(4) {
      case 0:
        list.removeAll { $0.worker == worker }
        calendar.remove(worker)
      case 1:
        if let first = calendar.first {
          list.removeAll { $0.worker == first.worker }
          calendar.remove(first.worker)
        }
      default:
        let time = Double(stream.below(times))
        list.removeAll { $0.worker == worker }
        list.append(Event(worker: worker, time: time, order: order))
        calendar.schedule(worker, at: time)
      }
      let wanted = list.min { ($0.time, $0.order) < ($1.time, $1.order) }
      #expect(calendar.first?.worker == wanted?.worker)
      #expect(calendar.first?.time == wanted?.time)
    }
    // What is left comes out in order.
    list.sort { ($0.time, $0.order) < ($1.time, $1.order) }
    for event in list {
      #expect(calendar.first?.worker == event.worker)
      calendar.remove(event.worker)
    }
    #expect(calendar.first == nil)
  }

  /// Infinite times are never reached.
  @Test func neverComes() {
    var calendar = EventCalendar(workers: 3)
    calendar.schedule(1, at: .infinity)
    #expect(calendar.first == nil)
    calendar.schedule(2, at: 4)
    #expect(calendar.first?.worker == 2)
  }
}
