import Glibc
import Synchronization

/// The results of a function for many values, in their order, worked out on as many threads as there are processors.
///
/// Threads of the system's own: Swift's concurrency would cost every command its start.
func concurrentMap<Input: Sendable, Output: Sendable>(
  _ inputs: [Input], _ transform: @escaping @Sendable (Input) -> Output
) -> [Output] {
  concurrentMap(inputs, keeping: {}) { transform($1) }
}

/// The same, where each thread keeps something of its own from one value to the next.
///
/// - Parameter keeping: makes it.
func concurrentMap<Input: Sendable, Kept, Output: Sendable>(
  _ inputs: [Input], keeping: @escaping @Sendable () -> Kept,
  _ transform: @escaping @Sendable (Kept, Input) -> Output
) -> [Output] {
  let next = Counter()
  let results = Results<Output>(count: inputs.count)
  let work: @Sendable () -> Void = {
    var index = next.take()
    guard index < inputs.count else { return }
    let kept = keeping()
    while index < inputs.count {
      results.set(transform(kept, inputs[index]), at: index)
      index = next.take()
    }
  }
  let helpers = min(max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))), inputs.count) - 1
  let threads = (0..<max(0, helpers)).compactMap { _ in JoinableThread(work) }
  work()
  for thread in threads { thread.join() }
  return results.all
}

private final class Counter: Sendable {
  private let next = Atomic(0)

  func take() -> Int { next.add(1, ordering: .relaxed).oldValue }
}

private final class Results<Output: Sendable>: Sendable {
  private let values: Mutex<[Output?]>

  init(count: Int) {
    values = Mutex(Array(repeating: nil, count: count))
  }

  func set(_ value: Output, at index: Int) {
    values.withLock { $0[index] = value }
  }

  /// All of them, once every thread is done.
  var all: [Output] { values.withLock { $0.compactMap(\.self) } }
}

/// A thread that is waited for.
private struct JoinableThread {
  private final class Work: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  private let thread: pthread_t

  /// Starts it; `nil` when the system has no more of them.
  init?(_ body: @escaping @Sendable () -> Void) {
    let work = Unmanaged.passRetained(Work(body))
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { pointer in
        if let pointer { Unmanaged<Work>.fromOpaque(pointer).takeRetainedValue().body() }
        return nil
      }, work.toOpaque())
    guard code == 0 else {
      work.release()
      return nil
    }
    self.thread = thread
  }

  func join() { pthread_join(thread, nil) }
}
