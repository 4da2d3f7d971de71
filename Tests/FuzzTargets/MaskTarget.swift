import Secrets

/// What hides secrets, in a file of each language; behind the file stands what upstream has.
enum MaskTarget {
  private static let paths = [
    ".env", "docker-compose.yml", "web/rootfs/defaults/nginx.conf", "jibri/run.sh",
    "web/Dockerfile",
    "notes.txt", "config.json",
  ]

  static func check(_ bytes: [UInt8]) throws(FuzzFailure) {
    let input = FuzzInput(bytes)
    let file = input[0]
    let path = paths[file.count % paths.count]
    let mask = SecretMask(path: path, content: file, known: [input[1]])
    for masked in [mask.masked(file: file), mask.masked(piece: file)] {
      try require(lines(masked) == lines(file), "the lines of \(path) are other ones")
    }
    let known = SecretMask(path: path, content: file, known: [file])
    try require(known.masked(file: file) == file, "what upstream has in \(path) is hidden")
    let text = String(decoding: file, as: UTF8.self)
    _ = SecretMask.masked(text)
    _ = SecretMask.masked(value: text, of: String(decoding: input[1], as: UTF8.self))
  }

  private static func lines(_ bytes: [UInt8]) -> Int {
    bytes.reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }
  }
}
