import Glibc

/// Makes a write beyond the limit on the size of files (`ulimit -f`) fail like any other write.
///
/// Without that the system ends the process, which then has no chance to say why.
public func ignoreFileSizeSignal() { signal(SIGXFSZ, SIG_IGN) }
