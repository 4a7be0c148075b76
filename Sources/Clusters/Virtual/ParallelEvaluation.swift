import Dispatch
import Kernels

/// Fills each gradient's vector, on as many threads as there are sources.
func evaluate<Source: GradientSource>(
  _ gradients: [PromisedGradient<Source.Element>], with sources: [Source]
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

private func evaluate<Source: GradientSource>(
  _ gradient: PromisedGradient<Source.Element>, with source: Source
) {
  gradient.slot?.vector.withMutableSpan { g in
    gradient.snapshot.withModel { model in
      _ = source.evaluate(
        block: gradient.name.block, step: gradient.name.version, at: model, into: &g,
        while: { true })
    }
  }
}

/// Hands values to threads that divide them among themselves.
private struct Shared<Value>: @unchecked Sendable {
  let value: Value
  init(_ value: Value) { self.value = value }
}
