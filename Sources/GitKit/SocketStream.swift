import CLibGit2
import Glibc

/// The connections of this module's own that libgit2 uses for http, https, git and ssh instead of its own, which wait
/// for ever in 1.5.
enum SocketStream {
  /// Has libgit2 use them, from now on.
  static func register() -> Int32 {
    var registration = git_stream_registration()
    registration.version = GIT_STREAM_VERSION
    registration.`init` = make
    return git_stream_register(GIT_STREAM_STANDARD, &registration)
  }

  private typealias Pointer = UnsafeMutablePointer<git_stream>

  private static let make:
    @convention(c) (
      UnsafeMutablePointer<UnsafeMutablePointer<git_stream>?>?, UnsafePointer<CChar>?,
      UnsafePointer<CChar>?
    ) -> Int32 = { out, host, port in
      guard let out, let host, let port, let watch = FetchSession.current?.watch else {
        git_error_set_str(Int32(GIT_ERROR_NET.rawValue), "no connection is made outside of a fetch")
        return -1
      }
      guard let memory = calloc(1, MemoryLayout<confomeet_stream>.stride) else { return -1 }
      let stream = memory.bindMemory(to: confomeet_stream.self, capacity: 1)
      stream.pointee.host = strdup(host)
      stream.pointee.port = strdup(port)
      stream.pointee.descriptor = -1
      stream.pointee.owner = Unmanaged.passRetained(watch).toOpaque()
      stream.pointee.parent.version = GIT_STREAM_VERSION
      stream.pointee.parent.connect = connect
      stream.pointee.parent.read = read
      stream.pointee.parent.write = write
      stream.pointee.parent.close = close
      stream.pointee.parent.free = free
      out.pointee = UnsafeMutableRawPointer(stream).assumingMemoryBound(to: git_stream.self)
      return 0
    }

  private static let connect: @convention(c) (UnsafeMutablePointer<git_stream>?) -> Int32 = {
    pointer in
    attempt(pointer) { stream, watch throws(GitError) in
      let (host, port) = (text(stream.pointee.host), text(stream.pointee.port))
      watch.connect(host: host, port: port)
      stream.pointee.descriptor = try Socket.connect(host, port, watch)
      if watch.isReadByOthers { watch.startWatching(stream.pointee.descriptor) }
      return 0
    }
  }

  private static let read:
    @convention(c) (UnsafeMutablePointer<git_stream>?, UnsafeMutableRawPointer?, Int) -> Int = {
      pointer, buffer, count in
      attempt(pointer) { stream, watch throws(GitError) in
        let buffer = UnsafeMutableRawBufferPointer(start: buffer, count: count)
        let received = try Socket.receive(stream.pointee.descriptor, into: buffer, watch)
        guard let received else { return nil }
        watch.receive(received)
        return received
      }
    }

  private static let write:
    @convention(c) (UnsafeMutablePointer<git_stream>?, UnsafePointer<CChar>?, Int, Int32) -> Int = {
      pointer, data, count, _ in
      attempt(pointer) { stream, watch throws(GitError) in
        let bytes = UnsafeRawBufferPointer(start: data, count: count)
        watch.send(bytes)
        return try Socket.send(stream.pointee.descriptor, bytes, watch)
      }
    }

  private static let close: @convention(c) (UnsafeMutablePointer<git_stream>?) -> Int32 = {
    pointer in
    guard let stream = own(pointer), stream.pointee.descriptor >= 0 else { return 0 }
    defer { stream.pointee.descriptor = -1 }
    return watch(stream)?.close(stream.pointee.descriptor) ?? 0
  }

  private static let free: @convention(c) (UnsafeMutablePointer<git_stream>?) -> Void = { pointer in
    guard let stream = own(pointer) else { return }
    _ = close(pointer)
    if let owner = stream.pointee.owner {
      Unmanaged<ConnectionWatch>.fromOpaque(owner).release()
    }
    Glibc.free(stream.pointee.host)
    Glibc.free(stream.pointee.port)
    Glibc.free(stream)
  }

  private static func own(_ pointer: Pointer?) -> UnsafeMutablePointer<confomeet_stream>? {
    pointer.map {
      UnsafeMutableRawPointer($0).assumingMemoryBound(to: confomeet_stream.self)
    }
  }

  private static func watch(
    _ stream: UnsafeMutablePointer<confomeet_stream>
  ) -> ConnectionWatch? {
    stream.pointee.owner.map { Unmanaged<ConnectionWatch>.fromOpaque($0).takeUnretainedValue() }
  }

  /// Does something with a connection, and gives libgit2 its number or -1 with a message.
  private static func attempt<Number: SignedInteger>(
    _ pointer: Pointer?,
    _ body: (
      UnsafeMutablePointer<confomeet_stream>, ConnectionWatch
    ) throws(GitError) -> Number?
  ) -> Number {
    guard let stream = own(pointer), let watch = watch(stream) else { return -1 }
    let message: String
    do throws(GitError) {
      if let number = try body(stream, watch) { return number }
      message = watch.failure?.message ?? "it was interrupted"
    } catch {
      message = error.message
    }
    git_error_set_str(Int32(GIT_ERROR_NET.rawValue), message)
    return -1
  }
}
