import Clusters
import Testing

/// First values at seed 1 of four workers, so that recorded runs stay repeatable.
@Suite struct DelaysGoldenTests {
  @Test(
    arguments: [
      (
        "exponential:mean=0.5",
        [0.010712643045413145, 0.3090750936920684, 0.27937050747255193, 0.7009032238999394]
      ),
      (
        "exponential:mean=0.5,per=block",
        [0.02142528609082629, 0.6181501873841369, 0.5587410149451039, 1.4018064477998788]
      ),
      (
        "shifted-exponential:work=1,rate=0.5",
        [0.5214252860908263, 1.1181501873841369, 1.0587410149451038, 1.9018064477998788]
      ),
      (
        "pareto:scale=1,shape=2",
        [2.021540457708582, 2.724329313272248, 2.644594348209989, 4.0311447974300645]
      ),
      (
        "weibull:scale=1,shape=0.7",
        [0.008253524916869976, 1.0059881390790426, 0.87076750397796, 3.240293558501486]
      ),
      (
        "log-normal:median=1,sigma=0.5",
        [0.7249411954342888, 1.9045862629183987, 1.8266869497099647, 2.819252534720543]
      ),
      ("two-point:fast=1,slow=8,probability=0.5", [2.0, 2.0, 2.0, 16.0]),
      ("gilbert-elliott:enter=0.3,leave=0.3,seconds=1", [0.0, 0.0, 1.0, 0.0]),
      (
        "legacy-erasurehead",
        [0.397937254081555, 0.6279653814829189, 0.39360057615863536, 0.10630015540284704]
      ),
      (
        "fixed:seconds=1+exponential:mean=0.5",
        [1.4203938766023363, 1.343036025802296, 1.1990180398080827, 1.267083132823403]
      ),
      ("slow:workers=1+3,seconds=0.25", [0.0, 0.25, 0.25, 0.0]),
      ("per-worker:seconds=1.0+1.7+2.9+5.3", [1.0, 1.7, 5.3, 2.9]),
    ] as [(String, [Double])])
  func firstValues(text: String, expected: [Double]) throws {
    let model = try Delays.make(text, workers: 4, seed: 1)
    let places = [(0, 0), (1, 0), (3, 0), (2, 17)]
    let values = places.map { model.seconds(worker: $0.0, step: $0.1, load: 2) }
    // exp, log and pow may differ in the last place between versions of the C library.
    for (value, known) in zip(values, expected) { #expect(abs(value - known) <= 4 * known.ulp) }
  }
}
