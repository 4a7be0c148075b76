import COpenBLAS

/// How many threads OpenBLAS uses in this process.
///
/// One is right where several workers share a machine: the workers are the parallelism. The bits of
/// a result may depend on the number, so runs that are compared use the same.
public func useBLASThreads(_ count: Int) { openblas_set_num_threads(Int32(max(1, count))) }

/// What OpenBLAS says of itself: version, threading and the kernels it chose.
public func blasDescription() -> String {
  guard let text = openblas_get_config() else { return "OpenBLAS" }
  return String(cString: text).split(separator: " ").joined(separator: " ")
}

/// The processor whose kernels OpenBLAS chose, such as `Haswell` or `SkylakeX`.
///
/// Another one sums in another order, so that the last bits of a result may differ.
public func blasCore() -> String {
  openblas_get_corename().map { String(cString: $0) } ?? "unknown"
}
