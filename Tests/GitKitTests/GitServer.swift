import Foundation
import TestSupport

/// A git server on this machine, for one test: it is stopped when the value goes.
///
/// `/git/…` serves repositories of a folder; `/auth/…` does for those who know the password, `/stall/…` falls silent in
/// the middle of a pack, `/silent/…` never answers, `/headers/…` falls silent after its headers, `/trickle/…` sends a few
/// bytes now and then, `/slow/…` a pack in small parts, `/hangup/…` hangs up after each answer, `/away/…` sends to another
/// host, `/moved/…` to another path, `/port/N/…` to another port, `/asking-port/N/…` does once it knows who asks,
/// `/scheme/S/N/…` sends to another scheme and port, `/status/N` answers with a status. It is a proxy for https, too.
final class GitServer: Sendable {
  /// The user and the password that `/auth/…` takes.
  static let (user, password) = ("x-access-token", "s3cret-token")

  let port: Int
  private let folder: TemporaryFolder
  private let scheme: String
  private let process: Process
  /// Never written to: when this process ends, however that happens, the server sees its end and ends too.
  private let lifeline = Pipe()

  /// Starts a server for the repositories in a folder.
  ///
  /// - Parameter certificate: a file with a key and a certificate, for https.
  init(serving root: String, certificate: String? = nil) throws {
    folder = try TemporaryFolder()
    scheme = certificate == nil ? "http" : "https"
    try folder.write(gitServerScript, to: "server.py")
    process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      ["python3", folder("server.py"), root, folder("requests.log")]
      + [certificate].compactMap(\.self)
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    process.standardInput = lifeline
    try process.run()
    let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    guard let port = Int(line.trimmingCharacters(in: .whitespacesAndNewlines)) else {
      throw CocoaError(.executableLoad)
    }
    self.port = port
  }

  deinit { stop() }

  /// Stops it, and cuts the connections that there are.
  func stop() {
    guard process.isRunning else { return }
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  /// A URL of the server, with a user if wanted.
  func url(_ path: String, user: String? = nil, host: String = "127.0.0.1") -> String {
    "\(scheme)://\(user.map { $0 + "@" } ?? "")\(host):\(port)/\(path)"
  }

  /// The requests so far: path and the header with credentials.
  var requests: [String] {
    (folder.read("requests.log") ?? "").split(separator: "\n").map(String.init)
  }
}

private let gitServerScript = #"""
  import base64, http.server, os, socket, subprocess, ssl, sys, threading, time

  ROOT, LOG = sys.argv[1], sys.argv[2]
  PASSWORD = "Basic " + base64.b64encode(b"x-access-token:s3cret-token").decode()

  class Handler(http.server.BaseHTTPRequestHandler):
      protocol_version = "HTTP/1.1"

      def log_message(self, *arguments):
          pass

      def body(self):
          if self.headers.get("Transfer-Encoding", "").lower() == "chunked":
              data = b""
              while True:
                  size = int(self.rfile.readline().split(b";")[0], 16)
                  chunk = self.rfile.read(size)
                  self.rfile.readline()
                  if size == 0:
                      return data
                  data += chunk
          return self.rfile.read(int(self.headers.get("Content-Length", 0)))

      def answer(self, status, headers=(), content=b""):
          self.send_response(status)
          for name, value in headers:
              self.send_header(name, value)
          self.send_header("Content-Length", str(len(content)))
          self.end_headers()
          self.wfile.write(content)

      def backend(self, path, query, body):
          environment = {
              "PATH": os.environ.get("PATH", ""),
              "GIT_CONFIG_NOSYSTEM": "1",
              "GIT_CONFIG_COUNT": "1",
              "GIT_CONFIG_KEY_0": "safe.directory",
              "GIT_CONFIG_VALUE_0": "*",
              "GIT_PROJECT_ROOT": ROOT,
              "GIT_HTTP_EXPORT_ALL": "1",
              "PATH_INFO": path,
              "QUERY_STRING": query,
              "REQUEST_METHOD": self.command,
              "CONTENT_TYPE": self.headers.get("Content-Type", ""),
              "CONTENT_LENGTH": str(len(body)),
              "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
          }
          result = subprocess.run(["git", "http-backend"], input=body, env=environment,
                                  stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
          head, _, content = result.partition(b"\r\n\r\n")
          status, headers = 200, []
          for line in head.decode("latin-1").split("\r\n"):
              name, _, value = line.partition(": ")
              if name.lower() == "status":
                  status = int(value.split()[0])
              elif name:
                  headers.append((name, value))
          return status, headers, content

      def handle_request(self):
          path, _, query = self.path.partition("?")
          with open(LOG, "a") as log:
              log.write(path + " " + self.headers.get("Authorization", "-") + "\n")
          body = self.body()
          _, mode, rest = path.split("/", 2)
          rest = "/" + rest
          if mode == "status":
              return self.answer(int(rest.split("/")[1]))
          if mode == "silent":
              time.sleep(600)
          if mode == "asking-port" and self.headers.get("Authorization") != PASSWORD:
              return self.answer(401, [("WWW-Authenticate", "Basic realm=\"test\"")])
          if mode in ("port", "asking-port", "scheme"):
              scheme = "http"
              if mode == "scheme":
                  _, scheme, rest = rest.split("/", 2)
                  rest = "/" + rest
              _, port, rest = rest.split("/", 2)
              target = "%s://localhost:%s/%s?%s" % (scheme, port, rest, query)
              return self.answer(302, [("Location", target)])
          if mode in ("headers", "trickle"):
              self.send_response(200)
              self.send_header("Content-Type", "application/x-git-upload-pack-advertisement")
              self.send_header("Content-Length", "1000000")
              self.end_headers()
              self.wfile.flush()
              while mode == "trickle":
                  self.wfile.write(b"1")
                  self.wfile.flush()
                  time.sleep(0.02)
              time.sleep(600)
          if mode in ("away", "moved"):
              host = "localhost" if mode == "away" else "127.0.0.1"
              port = self.server.server_port
              target = "http://%s:%d/auth%s?%s" % (host, port, rest, query)
              return self.answer(302, [("Location", target)])
          if mode == "auth" and self.headers.get("Authorization") != PASSWORD:
              return self.answer(401, [("WWW-Authenticate", "Basic realm=\"test\"")])
          status, headers, content = self.backend(rest, query, body)
          if mode == "stall" and self.command == "POST":
              self.send_response(status)
              for name, value in headers:
                  self.send_header(name, value)
              self.send_header("Content-Length", str(len(content)))
              self.end_headers()
              self.wfile.write(content[:len(content) // 2])
              self.wfile.flush()
              time.sleep(600)
          if mode == "slow" and self.command == "POST":
              self.send_response(status)
              for name, value in headers:
                  self.send_header(name, value)
              self.send_header("Content-Length", str(len(content)))
              self.end_headers()
              for start in range(0, len(content), 2000):
                  self.wfile.write(content[start:start + 2000])
                  self.wfile.flush()
                  time.sleep(0.05)
              return
          self.answer(status, headers, content)
          if mode == "hangup":
              self.close_connection = True

      do_GET = do_POST = handle_request

      def do_CONNECT(self):
          with open(LOG, "a") as log:
              log.write("CONNECT " + self.path + " " + self.headers.get("Authorization", "-") + "\n")
          host, port = self.path.split(":")
          server = socket.create_connection((host, int(port)))
          self.send_response(200)
          self.end_headers()
          def pump(source, sink):
              while data := source.recv(65536):
                  sink.sendall(data)
              sink.shutdown(socket.SHUT_WR)
          threading.Thread(target=pump, args=(server, self.connection), daemon=True).start()
          pump(self.connection, server)
          self.close_connection = True

  server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
  server.daemon_threads = True
  if len(sys.argv) > 3:
      context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
      context.load_cert_chain(sys.argv[3])
      server.socket = context.wrap_socket(server.socket, server_side=True)
  def end_with_parent():
      sys.stdin.read()
      os._exit(0)

  threading.Thread(target=end_with_parent, daemon=True).start()
  print(server.server_port, flush=True)
  server.serve_forever()
  """#
