import CLibGit2
import CLibGit2Options
import Glibc
import Synchronization

/// One conversation with a server: what its callbacks need, and which error to tell.
final class FetchSession {
  let url: String
  let connection: Connection
  /// The limits of its connections; of the address as git's configuration has it (`url.….insteadOf`).
  private(set) var watch: ConnectionWatch
  /// What is sent to the address, and to nobody else: one after the other, as long as it is not accepted.
  private(set) var credentials: [Connection.Credentials]
  private var attempts = 0
  /// A server that is not the address's, and that asked who this is: it is told nothing.
  private(set) var stranger: Origin?
  /// Whether the ssh agent was asked for a key and the server has not accepted one yet.
  private(set) var isAskingAgent = false

  init(url: String, connection: Connection) {
    self.url = url
    self.connection = connection
    watch = ConnectionWatch(url: url, connection)
    credentials = Connection.Credentials.all(for: url, connection)
  }

  /// Fetches into a repository; branches and tags only, and those that are gone upstream go.
  func fetch(into repository: Repository) throws(GitError) {
    let operation = "reach \(UpstreamLocation.remote(url: url))"
    if let scheme = UpstreamLocation.scheme(of: url), !Self.schemes.contains(scheme) {
      throw GitError(
        .unsupported, operation: operation,
        message: "an upstream is reached over https, http, ssh or git, not over `\(scheme)`")
    }
    try trustCertificates()
    do throws(GitError) {
      let remote = try LibGit2.make(operation) {
        git_remote_create_anonymous(&$0, repository.pointer, url)
      }
      defer { git_remote_free(remote) }
      try takeAddress(of: remote, operation)
      try asCurrent { () throws(GitError) in
        try withoutBrokenPipeSignal { () throws(GitError) in try transfer(from: remote, operation) }
      }
    } catch {
      throw explain(error)
    }
  }

  /// Takes user and password out of the address: libgit2 sends them without asking where they go.
  private func takeAddress(of remote: OpaquePointer, _ operation: String) throws(GitError) {
    let address = text(git_remote_url(remote))
    watch = ConnectionWatch(url: address, connection)
    credentials = Connection.Credentials.all(for: address, connection)
    guard !watch.isReadByOthers, UpstreamLocation.user(in: address) != nil else { return }
    try LibGit2.check(
      git_remote_set_instance_url(remote, UpstreamLocation.remote(url: address).description),
      operation)
  }

  private static let schemes: Set<String> = ["https", "http", "ssh", "git", "git+ssh", "ssh+git"]

  /// What is fetched. Anything else in a mirror is our own, and out of reach of pruning.
  private static let refspecs = ["+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*"]

  private func transfer(from remote: OpaquePointer, _ operation: String) throws(GitError) {
    var options = git_fetch_options()
    git_fetch_options_init(&options, UInt32(GIT_FETCH_OPTIONS_VERSION))
    options.proxy_opts.type = GIT_PROXY_AUTO
    options.download_tags = GIT_REMOTE_DOWNLOAD_TAGS_NONE
    // Wherever it leads, the token stays behind.
    options.follow_redirects = GIT_REMOTE_REDIRECT_INITIAL
    options.callbacks.payload = Unmanaged.passUnretained(self).toOpaque()
    options.callbacks.credentials = Self.giveCredentials
    options.callbacks.transfer_progress = Self.reportProgress
    options.callbacks.sideband_progress = Self.checkCancellation

    // Connecting is a step of its own: a refused connection is then told from a full disk.
    var connect = git_remote_connect_options()
    git_remote_connect_options_init(&connect, UInt32(GIT_REMOTE_CONNECT_OPTIONS_VERSION))
    connect.callbacks = options.callbacks
    connect.proxy_opts = options.proxy_opts
    connect.follow_redirects = options.follow_redirects
    do throws(GitError) {
      try LibGit2.check(
        git_remote_connect_ext(remote, GIT_DIRECTION_FETCH, &connect), operation)
    } catch {
      throw error.kind == .io ? error.with(kind: .network) : error
    }
    defer { git_remote_disconnect(remote) }
    isAskingAgent = false
    watch.allowObjects()
    try Repository.withStrings(Self.refspecs) { refspecs throws(GitError) in
      var refspecs = refspecs
      try LibGit2.check(git_remote_download(remote, &refspecs, &options), operation)
    }
    let callbacks = options.callbacks
    try withUnsafePointer(to: callbacks) { callbacks throws(GitError) in
      try LibGit2.check(
        git_remote_update_tips(remote, callbacks, 0, GIT_REMOTE_DOWNLOAD_TAGS_NONE, nil), operation)
      _ = try LibGit2.check(git_remote_prune(remote, callbacks), operation)
    }
  }

  private static func session(_ payload: UnsafeMutableRawPointer?) -> FetchSession? {
    payload.map { Unmanaged<FetchSession>.fromOpaque($0).takeUnretainedValue() }
  }

  private static let reportProgress: git_indexer_progress_cb = { progress, payload in
    guard let session = session(payload), let progress = progress?.pointee else { return 0 }
    session.watch.report(
      bytes: progress.received_bytes,
      isComplete: progress.total_objects > 0
        && progress.received_objects == progress.total_objects)
    session.connection.progress?(
      FetchProgress(
        totalObjects: Int(progress.total_objects),
        receivedObjects: Int(progress.received_objects),
        indexedObjects: Int(progress.indexed_objects),
        receivedBytes: progress.received_bytes
      )
    )
    return session.cancellationCode
  }

  private static let checkCancellation: git_transport_message_cb = { _, _, payload in
    session(payload)?.cancellationCode ?? 0
  }

  private var cancellationCode: Int32 {
    connection.cancellation.isCancelled ? GIT_EUSER.rawValue : 0
  }

  private static let giveCredentials: git_credential_acquire_cb = {
    out, _, user, allowed, payload in
    guard let session = session(payload) else { return GIT_EAUTH.rawValue }
    if session.connection.cancellation.isCancelled { return GIT_EUSER.rawValue }
    return session.giveCredentials(out, user: user, allowed: allowed)
  }

  private func giveCredentials(
    _ out: UnsafeMutablePointer<UnsafeMutablePointer<git_credential>?>?,
    user: UnsafePointer<CChar>?,
    allowed: UInt32
  ) -> Int32 {
    func allows(_ kind: git_credential_t) -> Bool { allowed & kind.rawValue != 0 }
    if allows(GIT_CREDENTIAL_USERNAME) { return git_credential_username_new(out, "git") }
    // What was not accepted once will not be the second time.
    defer { attempts += 1 }
    if allows(GIT_CREDENTIAL_SSH_KEY), attempts == 0 {
      isAskingAgent = true
      return git_credential_ssh_key_from_agent(out, user)
    }
    guard allows(GIT_CREDENTIAL_USERPASS_PLAINTEXT), !watch.isReadByOthers else {
      return GIT_EAUTH.rawValue
    }
    guard watch.route.isAtAddress else {
      stranger = watch.route.current
      return GIT_EAUTH.rawValue
    }
    guard credentials.indices.contains(attempts) else { return GIT_EAUTH.rawValue }
    let (name, token) = (credentials[attempts].user, credentials[attempts].token)
    return git_credential_userpass_plaintext_new(out, name, token)
  }

  /// The session of this thread, which libgit2's connections belong to: it passes nothing on to them.
  static var current: FetchSession? {
    pthread_getspecific(key).map { Unmanaged.fromOpaque($0).takeUnretainedValue() }
  }

  private static let key: pthread_key_t = {
    var key = pthread_key_t()
    precondition(pthread_key_create(&key, nil) == 0, "no room for a thread's own value")
    return key
  }()

  private func asCurrent(_ body: () throws(GitError) -> Void) throws(GitError) {
    pthread_setspecific(Self.key, Unmanaged.passUnretained(self).toOpaque())
    defer { pthread_setspecific(Self.key, nil) }
    try body()
  }

  private static let certificates = Mutex(())

  private func trustCertificates() throws(GitError) {
    let (file, folder) = (connection.certificateFile, connection.certificateFolder)
    guard file != nil || folder != nil else { return }
    LibGit2.start()
    let code = Self.certificates.withLock { _ in confomeet_git_set_ssl_cert_locations(file, folder)
    }
    let place = [file, folder].compactMap(\.self).joined(separator: ", ")
    do throws(GitError) {
      try LibGit2.check(code, "read the certificates in \(place)")
    } catch {
      throw error.with(kind: .certificate)
    }
  }
}
