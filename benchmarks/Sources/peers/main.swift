import Comparison
import Datasets
import Glibc
import Kernels
import Learning
import Settings

// Started by benchmarks/peers/peers.py, which asks in lines on standard input and takes turns with it:
//   open:dir=D,model=M,columns=C,labels=L,batch=B,precision=P,density=F,bias=no
//   open:dir=D,model=M,dataset=NAME,precision=P,bias=no
//   run:count=N
// The answers are a line each: the number of parameters; the seconds of N gradients.

/// A gradient that is ready to be evaluated again and again.
typealias Repeat = (_ count: Int) -> Double

func open<E: Scalar>(_ request: Spec, as: E.Type) throws -> (dimension: Int, run: Repeat) {
  let option = "peers"
  if let name = request["dataset"] { return try open(named: name, request, as: E.self) }
  let columns = try request.integer("columns", in: 1...1_000_000, option: option)
  let batch = try request.integer("batch", in: 1...1_000_000, option: option)
  let density = try request.number("density", default: 1, in: 0...1, option: option)
  let labels: LabelKind =
    switch request["labels"] {
    case "binary": .binary
    case "real": .real
    default: .classes(try request.integer("labels", in: 2...100_000, option: option))
    }
  let data = sampleData(rows: batch, columns: columns, labels, density: density, as: E.self)
  let objective = try Objectives.make(
    model(request), labels: labels, columns: columns, as: E.self, option: option)
  return try prepare(objective, data, folder: request["dir"] ?? ".")
}

func model(_ request: Spec) -> Spec {
  Spec(request["model"] ?? "", request["bias"].map { [("bias", $0)] } ?? [])
}

/// The training set of a name.
func open<E: Scalar>(named name: String, _ request: Spec, as: E.Type) throws
  -> (dimension: Int, run: Repeat)
{
  let source = try DatasetCatalog.open(name, seed: 1).train
  let survey = try source.survey()
  var data = try source.load(
    rows: Array(0..<survey.count), columns: survey.columns, as: E.self)
  var labels = survey.labelKind
  if request["model"] == "logistic", labels == .real {
    // Two classes with the cost of the published ones: above the mean or not.
    let mean = survey.labels.reduce(0, +) / Double(survey.count)
    data = Dataset(features: data.features, labels: survey.labels.map { $0 > mean ? 1 : -1 })
    labels = .binary
  }
  let objective = try Objectives.make(
    model(request), labels: labels, columns: survey.columns, as: E.self, option: "peers")
  return try prepare(objective, data, folder: request["dir"] ?? ".")
}

func prepare<O: Objective>(_ objective: O, _ data: Dataset<O.Element>, folder: String) throws
  -> (dimension: Int, run: Repeat)
{
  typealias E = O.Element
  let model = Slot<E>(objective.dimension, repeating: 0)
  model.vector.withMutableSpan {
    objective.initialize(&$0, seed: 1)
    // A model of zeros would hide a wrong product.
    for i in 0..<$0.count where $0[i] == 0 { $0[i] = .nearest(Double(i % 7 - 3) / 100) }
  }
  let gradient = Slot<E>(objective.dimension, repeating: 0)
  let workspace = objective.makeWorkspace()
  let scale = E.nearest(1 / Double(data.count))
  let draw = Draw(seed: 1, step: 0, block: 0)
  func once() {
    model.vector.withSpan { x in
      gradient.vector.withMutableSpan { g in
        _ = objective.writeGradient(
          scale, of: .rows(0..<data.count), in: data, at: x, to: &g, using: workspace,
          draw: draw, while: { true })
      }
    }
  }
  once()
  try write(data, folder)
  try write(E.elements(model.vector.span), folder + "/model")
  try write(E.elements(gradient.vector.span), folder + "/gradient")
  return (objective.dimension, { count in seconds { for _ in 0..<count { once() } } })
}

useBLASThreads(1)
var run: Repeat = { _ in 0 }
while let line = readLine() {
  do {
    let request = try Spec(parsing: line, option: "peers")
    if request.name == "open" {
      let opened =
        request["precision"] == "float32"
        ? try open(request, as: Float.self) : try open(request, as: Double.self)
      run = opened.run
      print(opened.dimension)
    } else {
      print(run(try request.integer("count", in: 1...10_000_000, option: "peers")))
    }
  } catch {
    print("error: \(error)")
  }
  fflush(nil)
}
