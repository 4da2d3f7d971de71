/// A program whose options are known: which of them are given passwords.
///
/// What an option such as `-p` means depends on the program: a password for `mysql`, a port for `docker run`, nothing
/// for `mkdir`.
struct PasswordProgram {
  /// The letters of options with a password: `-pSECRET`, `-p SECRET`.
  private let passwords: StaticString
  /// The letters of options with a name and a password: `-u bob:SECRET`.
  private let logins: StaticString
  /// Whether an option's argument may follow its letter without a blank.
  let attaches: Bool

  private init(_ passwords: StaticString, logins: StaticString = "", attaches: Bool = true) {
    self.passwords = passwords
    self.logins = logins
    self.attaches = attaches
  }

  /// The program that a word of a command names, also with its path.
  static func named(_ word: Slice) -> PasswordProgram? {
    let name = word.split(separator: UInt8(ascii: "/")).last ?? word
    guard name.count <= 24 else { return nil }
    return known[String(decoding: name, as: UTF8.self)]
  }

  /// Whether a program takes the words behind a subcommand as secrets: `vault login SECRET`.
  static func takes(_ program: Slice, behind subcommand: Slice) -> Bool {
    let name = program.split(separator: UInt8(ascii: "/")).last ?? program
    guard name.count <= 24, subcommand.count <= 24 else { return false }
    return subcommands[String(decoding: name, as: UTF8.self)]?.contains(subcommand.lowercased)
      == true
  }

  private static let subcommands: [String: Set<String>] = [
    "vault": ["login", "unseal"], "cargo": ["login"], "rclone": ["obscure"], "alias": ["set"],
    "redis-cli": ["auth"], "valkey-cli": ["auth"], "keydb-cli": ["auth"],
    "ejabberdctl": ["register"], "ansible-vault": ["encrypt_string"], "xdotool": ["type"],
    "ydotool": ["type"], "service": ["install"],
  ]

  func isPassword(_ letter: UInt8) -> Bool { letter.isOne(of: passwords) }
  func isLogin(_ letter: UInt8) -> Bool { letter.isOne(of: logins) }

  /// Whether it is given passwords at all, and therefore worth noticing anywhere in a command.
  var takesPasswords: Bool {
    passwords.utf8CodeUnitCount + logins.utf8CodeUnitCount > 0
  }

  private static let known: [String: PasswordProgram] = {
    var known: [String: PasswordProgram] = [:]
    for (program, names) in table {
      for name in names.split(separator: " ") { known[String(name)] = program }
    }
    return known
  }()

  private static let table: [(PasswordProgram, names: String)] = [
    (
      PasswordProgram("p"),
      """
      mysql mysqldump mysqladmin mysqlcheck mysqlimport mysqlpump mysqlshow mysqlslap mysqlbinlog \
      mysql_upgrade mysqlsh mariadb mariadb-dump mariadb-admin mariadb-check mariadb-import \
      mariadb-show mariadb-binlog mariadb-upgrade mariadb-backup mariabackup xtrabackup \
      sshpass mongo mongosh mongodump mongorestore mongoexport mongoimport \
      7z 7za 7zr rar unrar couchbase-cli az login useradd usermod
      """
    ),
    (PasswordProgram("p", logins: "u"), "lftp"),
    (PasswordProgram("a"), "redis-cli redis-benchmark valkey-cli keydb-cli"),
    (PasswordProgram("bE", logins: "uU"), "curl"),
    (
      PasswordProgram("ws", logins: "D"),
      "ldapsearch ldapadd ldapmodify ldapdelete ldapwhoami ldappasswd slappasswd"
    ),
    (
      PasswordProgram("P"),
      """
      zip unzip zipcloak sqlcmd bcp isql tsql freebcp ipmitool mosquitto_pub mosquitto_sub \
      mosquitto_rr
      """
    ),
    (PasswordProgram("", logins: "U"), "smbclient smbget rpcclient smbmap nmblookup"),
    (PasswordProgram("NP"), "ssh-keygen"),
    (PasswordProgram("cAX"), "snmpget snmpwalk snmpset snmpbulkwalk snmptrap"),
    (PasswordProgram("p", logins: "u"), "influx clickhouse-client cypher-shell arangosh cqlsh"),
    (PasswordProgram("kK", attaches: false), "openssl"),
    (
      PasswordProgram(""),
      """
      mkdir cp install tar ps rsync scp pgrep set chmod pip find ffmpeg ffprobe ffplay gcc g++ cc \
      clang java xrandr xset sox convert aplay pulseaudio Xorg
      """
    ),
  ]
}
