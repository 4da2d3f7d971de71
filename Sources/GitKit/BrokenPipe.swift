import Glibc

/// Runs something that writes to connections, so that a server which hangs up is an error and not a signal.
///
/// libgit2 writes without `MSG_NOSIGNAL`: the default `SIGPIPE` would end the process without a word.
func withoutBrokenPipeSignal<Result>(
  _ body: () throws(GitError) -> Result
) throws(GitError) -> Result {
  var signals = sigset_t()
  sigemptyset(&signals)
  sigaddset(&signals, SIGPIPE)
  var before = sigset_t()
  guard pthread_sigmask(SIG_BLOCK, &signals, &before) == 0 else { return try body() }
  defer {
    // A signal that came meanwhile waits for this thread: it is taken before the thread listens again.
    if sigismember(&before, SIGPIPE) == 0 {
      var now = timespec()
      while sigtimedwait(&signals, nil, &now) > 0 {}
    }
    pthread_sigmask(SIG_SETMASK, &before, nil)
  }
  return try body()
}
