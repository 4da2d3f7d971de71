import Glibc
import Secrets

/// Writes a text to a descriptor, without secrets that are known by their shape: whatever went wrong before, none leaves
/// the program.
///
/// - Returns: 0, or the system's number for what is in the way.
func writeAll(_ text: String, to descriptor: Int32) -> Int32 {
  var text = SecretMask.masked(text)
  return text.withUTF8 { bytes in
    var rest = UnsafeRawBufferPointer(bytes)[...]
    while !rest.isEmpty {
      let count = write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno == EAGAIN {
        var poll = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = Glibc.poll(&poll, 1, -1)
      } else if errno != EINTR {
        return errno
      }
    }
    return 0
  }
}
