import Dispatch
import Kernels
import Staleness

/// Fills each gradient's vector, on as many threads as there are sources.
func evaluate<Element: Scalar>(
  _ gradients: [PromisedGradient<Element>], with sources: [any GradientSource<Element>]
) {
  let threads = min(sources.count, gradients.count)
  guard threads > 1 else {
    for gradient in gradients { evaluate(gradient, with: sources[0]) }
    return
  }
  // Thread k takes gradients k, k + threads, …: each gradient and each source has one thread only.
  let work = Shared((gradients: gradients, sources: sources))
  DispatchQueue.concurrentPerform(iterations: threads) { thread in
    let (gradients, sources) = work.value
    for i in stride(from: thread, to: gradients.count, by: threads) {
      evaluate(gradients[i], with: sources[thread])
    }
  }
}

private func evaluate<Element: Scalar>(
  _ gradient: PromisedGradient<Element>, with source: any GradientSource<Element>
) {
  do {
    try gradient.slot?.vector.withMutableSpan { g in
      try gradient.snapshot.withModel { model in
        _ = try source.evaluate(
          block: gradient.name.block, draw: gradient.name.draw, at: model, into: &g,
          while: { true })
      }
    }
  } catch { gradient.failure = error }
}

/// Hands values to threads that divide them among themselves.
private struct Shared<Value>: @unchecked Sendable {
  let value: Value
  init(_ value: Value) { self.value = value }
}
