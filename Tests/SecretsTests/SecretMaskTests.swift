import Secrets
import Testing

/// What is hidden of the lines that people write into a deployment's files, and what isn't: `input → output`.
@Suite("What is hidden of a deployment's files")
struct SecretMaskTests {
  @Test(
    "env files",
    arguments: [
      ("JVB_AUTH_PASSWORD=hunter2", "JVB_AUTH_PASSWORD=…"),
      ("FOO=hunter2 # mine", "FOO=… # mine"),
      ("#OLD_TOKEN=abc", "#OLD_TOKEN=…"),
      ("export PIN=4711", "export PIN=…"),
      (
        "JWT_KEY=\"-----BEGIN PRIVATE KEY-----\nMIIEvQ\n-----END PRIVATE KEY-----\"\nTZ=UTC",
        "JWT_KEY=\"…\n…\n…\"\nTZ=UTC"
      ),
      ("KEY='first\nsecond'", "KEY='…\n…'"),
      ("A=\"no end\nsecond line", "A=…\n…"),
      ("not a variable at all", "…"),
      ("# the password is hunter2", "# the password …"),
      ("# ask Bob before a change", "# ask Bob before a change"),
      ("HTTP_PORT=8443", "HTTP_PORT=8443"),
      ("PUBLIC_URL=https://meet.example.com:8443/", "PUBLIC_URL=https://meet.example.com:8443/"),
      ("PUBLIC_URL=https://bob:pw@meet.example.com", "PUBLIC_URL=https://…@meet.example.com"),
      ("HOOK=https://h.example.com/x?token=abc&n=3", "HOOK=https://h.example.com/x?token=…&n=3"),
      ("PROXY=//bob:hunter2@proxy/x", "PROXY=…"),
      ("TZ=Europe/Berlin", "TZ=Europe/Berlin"),
      ("CONFIG=~/.jitsi-meet-cfg", "CONFIG=~/.jitsi-meet-cfg"),
      ("JITSI_IMAGE_VERSION=stable-11146-2", "JITSI_IMAGE_VERSION=stable-11146-2"),
      ("ENABLE_RECORDING=1", "ENABLE_RECORDING=1"),
      ("RECORDING_TIMEOUT=1h30m", "RECORDING_TIMEOUT=1h30m"),
      ("BRIDGE=10.1.2.3,10.1.2.4", "BRIDGE=10.1.2.3,10.1.2.4"),
      ("XMPP_PASSWORD=${OTHER}", "XMPP_PASSWORD=${OTHER}"),
      ("XMPP_PASSWORD=${OTHER:-hunter2}", "XMPP_PASSWORD=…"),
      ("KEY_FILE=/etc/ssl/key.pem", "KEY_FILE=/etc/ssl/key.pem"),
    ])
  func environment(input: String, output: String) {
    #expect(shown(input, in: "env.example") == output)
  }

  @Test(
    "compose files",
    arguments: [
      (
        "services:\n  a:\n    environment:\n      FOO: hunter2",
        "services:\n  a:\n    environment:\n      FOO: …"
      ),
      (
        "services:\n  a:\n    environment:\n      - FOO=hunter2\n      - B=1",
        "services:\n  a:\n    environment:\n      - FOO=…\n      - B=1"
      ),
      (
        "services:\n  a:\n    environment:\n      DB_PASSWORD:\n        hunter2",
        "services:\n  a:\n    environment:\n      DB_PASSWORD:\n        …"
      ),
      (
        "x-key: |\n  one\n  two\nname: meet", "x-key: |\n  …\n  …\nname: meet"
      ),
      (
        "configs:\n  a:\n    content: >\n      one\n      two",
        "configs:\n  a:\n    content: >\n      …\n      …"
      ),
      (
        "services:\n  a:\n    labels:\n      users: \"admin:$$apr1$$abc$$def\"\n      traefik.enable: \"true\"",
        "services:\n  a:\n    labels:\n      users: \"…\"\n      traefik.enable: \"true\""
      ),
      (
        "services:\n  a:\n    labels:\n      - t.basicauth.users=bob:x",
        "services:\n  a:\n    labels:\n      - t.basicauth.users=…"
      ),
      (
        "services:\n  a:\n    healthcheck:\n      test: curl -u admin:hunter2 http://localhost/",
        "services:\n  a:\n    healthcheck:\n      test: curl -u admin:… http://localhost/"
      ),
      (
        "services:\n  a:\n    command: [\"serve\", \"--password\", \"hunter2\", \"--port\", \"80\"]",
        "services:\n  a:\n    command: [\"serve\", \"--password\", \"…\", \"--port\", \"80\"]"
      ),
      (
        "services:\n  a:\n    command:\n      - --api-token\n      - hunter2\n      - --verbose",
        "services:\n  a:\n    command:\n      - --api-token\n      - …\n      - --verbose"
      ),
      (
        "services:\n  a:\n    command: mysql -uroot -phunter2 db",
        "services:\n  a:\n    command: mysql -uroot -p… db"
      ),
      (
        "services:\n  a:\n    command: >\n      serve\n      --password=hunter2\n      --level=3",
        "services:\n  a:\n    command: >\n      serve\n      --password=…\n      --level=3"
      ),
      (
        "services:\n  a:\n    build:\n      args: {NPM: npm_0123456789abcdefghijk}",
        "services:\n  a:\n    build:\n      args: {NPM: …}"
      ),
      (
        "services:\n  a:\n    build: https://bob:x@github.com/a/b.git",
        "services:\n  a:\n    build: https://…@github.com/a/b.git"
      ),
      (
        "services:\n  a: {image: b} # password: hunter2", "services:\n  a: {image: b} # password: …"
      ),
      // What a reviewer has to read stays.
      (
        "services:\n  web:\n    image: ghcr.io/acme/web:stable-1\n    ports: [\"8080:80/udp\"]",
        "services:\n  web:\n    image: ghcr.io/acme/web:stable-1\n    ports: [\"8080:80/udp\"]"
      ),
      (
        "services:\n  web:\n    volumes:\n      - ./own:/config:Z\n    mem_limit: 2g\n    read_only: true",
        "services:\n  web:\n    volumes:\n      - ./own:/config:Z\n    mem_limit: 2g\n    read_only: true"
      ),
      (
        "services:\n  web:\n    secrets:\n      - db_password\nsecrets:\n  db_password:\n    file: ./pw.txt",
        "services:\n  web:\n    secrets:\n      - db_password\nsecrets:\n  db_password:\n    file: ./pw.txt"
      ),
      (
        "services:\n  web:\n    healthcheck:\n      test: [\"CMD\", \"curl\", \"-f\", \"http://localhost:80/\"]\n      interval: 1m30s",
        "services:\n  web:\n    healthcheck:\n      test: [\"CMD\", \"curl\", \"-f\", \"http://localhost:80/\"]\n      interval: 1m30s"
      ),
      // What is no YAML: by the line.
      ("a: [\nPASSWORD: hunter2", "a: [\nPASSWORD: …"),
    ])
  func compose(input: String, output: String) {
    #expect(shown(input, in: "docker-compose.yml") == output)
  }

  @Test(
    "scripts and Dockerfiles",
    arguments: [
      ("FOO=hunter2 run", "FOO=… run"),
      ("export DB_PASSWORD=\"hunter2\"", "export DB_PASSWORD=\"…\""),
      ("export A='one\ntwo'", "export A='…\n…'"),
      ("ENV API hunter2", "ENV API …"),
      ("ARG NPM_TOKEN=abc", "ARG NPM_TOKEN=…"),
      (
        "RUN curl -H 'Authorization: Bearer hunter2' https://example.com",
        "RUN curl -H 'Authorization: Bearer …' https://example.com"
      ),
      (
        "curl -H \"X-Api-Key: hunter2\" -o /tmp/x https://a.example.com",
        "curl -H \"X-Api-Key: …\" -o /tmp/x https://a.example.com"
      ),
      ("curl --user bob:hunter2 https://a.example.com", "curl --user bob:… https://a.example.com"),
      ("wget --password=hunter2 https://a.example.com", "wget --password=… https://a.example.com"),
      ("sshpass -p hunter2 ssh bob@host", "sshpass -p … ssh bob@host"),
      ("RUN docker login -u bob -p hunter2", "RUN docker login -u bob -p …"),
      (
        "RUN apt-get install -y curl \\\nRUN echo hunterhunter | sudo -S true",
        "RUN apt-get install -y curl \\\nRUN echo … | sudo -S true"
      ),
      ("docker login -p hunter2 ghcr.io", "docker login -p … ghcr.io"),
      ("redis-cli -a hunter2 ping", "redis-cli -a … ping"),
      ("openssl enc -pass pass:hunter2 -in /a", "openssl enc -pass … -in /a"),
      (
        "git clone https://x:ghp_0123456789abcdefghij@github.com/a/b",
        "git clone https://…@github.com/a/b"
      ),
      (
        "aws configure set aws_secret_access_key hunter2",
        "aws configure set aws_secret_access_key …"
      ),
      ("echo AKIAIOSFODNN7EXAMPLE", "echo …"),
      ("echo 4bC9xZq2LmP0aT7w", "echo …"),
      ("echo 'bob:$2y$05$abcdefghijklmnopqrstuv' > /a", "echo 'bob:…' > /a"),
      ("ldap {SSHA}abcdefgh=", "ldap …"),
      ("mkdir -p own/folder", "mkdir -p own/folder"),
      (
        "RUN apt-get update && apt-get install -y python3.11 libssl1.1 linux-headers-6.1",
        "RUN apt-get update && apt-get install -y python3.11 libssl1.1 linux-headers-6.1"
      ),
      (
        "docker run -p 8080:80 -e TZ=UTC jitsi/web:stable-1",
        "docker run -p 8080:80 -e TZ=UTC jitsi/web:stable-1"
      ),
      (
        "if [ -n \"$JVB_AUTH_PASSWORD\" ]; then exit 1; fi",
        "if [ -n \"$JVB_AUTH_PASSWORD\" ]; then exit 1; fi"
      ),
      ("echo \"waiting for the server\"", "echo \"waiting for the server\""),
      (
        "FROM jitsi/base@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
        "FROM jitsi/base@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
      ),
    ])
  func scripts(input: String, output: String) {
    #expect(shown(input, in: "jibri/Dockerfile") == output)
  }

  @Test(
    "passwords that programs are given",
    arguments: [
      ("mysql -pa+B/7== -e 'select 1'", "mysql -p… -e 'select 1'"),
      ("mysqldump -u root -phunter db", "mysqldump -u root -p… db"),
      ("mysql -p8080", "mysql -p…"),
      ("mysql -p\"$PASSWORD\" -P 3306", "mysql -p\"$PASSWORD\" -P 3306"),
      (
        "docker exec db /usr/bin/mysqladmin -uroot -p1234 ping",
        "docker exec db /usr/bin/mysqladmin -uroot -p… ping"
      ),
      ("sh -c 'mariadb -phunter db'", "sh -c 'mariadb -p… db'"),
      ("sshpass -phunter ssh bob@host", "sshpass -p… ssh bob@host"),
      ("curl -sSu bob:1234 https://a.example.com", "curl -sSu bob:… https://a.example.com"),
      ("curl -ubob:hunter2 https://a.example.com", "curl -ubob:… https://a.example.com"),
      (
        "curl -x bob:hunter2@proxy:3128 https://a.example.com",
        "curl -x bob:…@proxy:3128 https://a.example.com"
      ),
      ("curl -b 'session=hunter2' https://a.example.com", "curl -b '…' https://a.example.com"),
      ("redis-cli -h db -a 1234 ping", "redis-cli -h db -a … ping"),
      ("redis-server --requirepass 1234", "redis-server --requirepass …"),
      ("psql postgresql://bob:hunter2@db/meet", "psql postgresql://…@db/meet"),
      ("psql postgresql://bob:hun/ter@db/meet", "psql postgresql://…@db/meet"),
      ("PGPASSWORD=hunter2 psql -h db", "PGPASSWORD=… psql -h db"),
      ("smbclient //host/share -U bob%hunter2", "smbclient //host/share -U bob%…"),
      ("zip -P hunter -r a.zip b", "zip -P … -r a.zip b"),
      ("openssl enc -aes-256-cbc -k hunter -in a", "openssl enc -aes-256-cbc -k … -in a"),
      ("pwtool --password=-hunter -v", "pwtool --password=… -v"),
      ("pwtool -phunter2 -v", "pwtool -p… -v"),
      (
        "echo hunter | docker login -u bob --password-stdin",
        "echo … | docker login -u bob --password-stdin"
      ),
      ("echo \"bob:hunter\" | chpasswd", "echo \"…\" | chpasswd"),
      ("printf '%s' hunter > /run/secrets/db", "printf '…' … > /run/secrets/db"),
      ("gpg --batch --passphrase-fd 0 <<< hunter", "gpg --batch --passphrase-fd 0 <<< …"),
      (
        "cat <<EOF > /srv/.pgpass\ndb:5432:meet:bob:hunter\nEOF\necho done",
        "cat <<EOF > /srv/.pgpass\n…\nEOF\necho done"
      ),
      ("cat <<EOF > /etc/own\nmode hunter\nEOF", "cat <<EOF > /etc/own\nmode hunter\nEOF"),
      ("read -r PW <<< 'hunter'", "read -r PW <<< '…'"),
      ("ssh-keygen -t ed25519 -N hunter -f key", "ssh-keygen -t ed25519 -N … -f key"),
      (
        "curl -u \"bob\":\"hunter\" https://a.example.com",
        "curl -u \"bob\":\"…\" https://a.example.com"
      ),
      ("sed -i 's|@PASSWORD@|hunter|' /etc/own", "sed -i 's|@PASSWORD@|…|' /etc/own"),
      ("sed -i 's/@MODE@/own/' /etc/own", "sed -i 's/@MODE@/own/' /etc/own"),
      (
        "npm config set //r.example.com/:_authToken hunter",
        "npm config set //r.example.com/:_authToken …"
      ),
      (
        "echo //r.example.com/:_authToken=hunter > .npmrc",
        "echo //r.example.com/:_authToken=… > .npmrc"
      ),
      ("rabbitmqctl add_user bob hunter", "rabbitmqctl add_user …"),
      ("vault login hunter", "vault login …"),
      ("echo hunter | tee /etc/own", "echo hunter | tee /etc/own"),
      ("find / -print0 | xargs -0 ls -pa", "find / -print0 | xargs -0 ls -pa"),
      (
        "ffmpeg -preset fast -acodec copy -pix_fmt yuv420p a",
        "ffmpeg -preset fast -acodec copy -pix_fmt yuv420p a"
      ),
      ("usermod -aG audio jibri", "usermod -aG audio jibri"),
      (
        "image: ghcr.io/jitsi/web:stable-1@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
        "image: ghcr.io/jitsi/web:stable-1@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
      ),
      ("scp a bob@host:/b", "scp a bob@host:/b"),
    ])
  func programs(input: String, output: String) {
    #expect(shown(input, in: "own/run") == output)
  }

  @Test(
    "passwords in commands of compose files",
    arguments: [
      ("[\"mysql\", \"-u\", \"root\", \"-phunter\"]", "[\"mysql\", \"-u\", \"root\", \"-p…\"]"),
      (
        "[\"CMD\", \"redis-cli\", \"-a\", \"1234\", \"ping\"]",
        "[\"CMD\", \"redis-cli\", \"-a\", \"…\", \"ping\"]"
      ),
      ("[\"CMD-SHELL\", \"mysqladmin ping -phunter\"]", "[\"CMD-SHELL\", \"mysqladmin ping -p…\"]"),
      ("[sh, -c, \"mysqladmin ping -phunter\"]", "[sh, -c, \"mysqladmin ping -p…\"]"),
      (
        "\n      - curl\n      - --user\n      - bob:hunter",
        "\n      - curl\n      - --user\n      - bob:…"
      ),
      (
        "\n      - mysqldump\n      - --password=hunter",
        "\n      - mysqldump\n      - --password=…"
      ),
      (">\n      mysql\n      -u root\n      -phunter", ">\n      mysql\n      -u root\n      -p…"),
      ("|\n      mysql -u root \\\n        -phunter", "|\n      mysql -u root \\\n        -p…"),
      ("redis-server --requirepass 1234 --port 6379", "redis-server --requirepass … --port 6379"),
      ("wait-for db -p 5432", "wait-for db -p 5432"),
    ])
  func commands(input: String, output: String) {
    for key in ["command", "entrypoint"] {
      let before = "services:\n  a:\n    \(key): "
      #expect(shown(before + input, in: "docker-compose.yml") == before + output)
    }
    let before = "services:\n  a:\n    healthcheck:\n      test: "
    #expect(
      shown(before + input.replacing("\n", with: "\n  "), in: "docker-compose.yml")
        == before + output.replacing("\n", with: "\n  "))
  }

  @Test(
    "passwords that are typed into programs, compared with, or a function's arguments",
    arguments: [
      (
        "expect -c 'spawn ssh bob@host; expect \"*assword:\"; send \"hunter\\r\"'",
        "expect -c 'spawn ssh bob@host; expect \"*assword:\"; send \"…\"'"
      ),
      ("send -- \"hunter\\r\"", "send -- \"…\""),
      (
        "expect \"*assphrase:\"\nsend \"the old hunter\\r\"",
        "expect \"*assphrase:\"\nsend \"…\""
      ),
      ("tmux send-keys hunter Enter", "tmux send-keys … Enter"),
      ("child.sendline('hunter')", "child.sendline('…')"),
      ("case $PASSWORD in hunter) true;; esac", "case $PASSWORD in …) true;; esac"),
      (
        "case \"$PASSWORD\" in\n  (hunter) run hunted;;\n  \"hunter\"|h[u]nter) true ;;\n  *) ;;\nesac",
        "case \"$PASSWORD\" in\n  (…) run hunted;;\n  \"…\"|…[…]…) true ;;\n  *) ;;\nesac"
      ),
      ("[ hunter = \"$PASSWORD\" ]", "[ … = \"$PASSWORD\" ]"),
      ("[[ \"a hunter\" == $API_KEY ]]", "[[ \"…\" == $API_KEY ]]"),
      ("grep -q hunter <<< \"$PASSWORD\"", "grep -q … <<< \"$PASSWORD\""),
      ("echo \"$PASSWORD\" | grep -q hunter", "echo \"$PASSWORD\" | grep -q …"),
      ("login('bob','hunter')", "login('…','…')"),
      ("smtp.login(\"bob\", \"hunter\")", "smtp.login(\"…\", \"…\")"),
      ("HTTPBasicAuth('bob', 'hunter')", "HTTPBasicAuth('…', '…')"),
      ("mysql.connect(\"db.example.com\", \"hunter\")", "mysql.connect(\"db.example.com\", \"…\")"),
      (
        "mysql -e \"create user bob identified by 'hunter'\"",
        "mysql -e \"create user bob identified by '…'\""
      ),
      (
        "composer config http-basic.repo.example.com bob hunter",
        "composer config http-basic.repo.example.com …"
      ),
      (
        "composer config -g bitbucket-oauth.bitbucket.org key hunter",
        "composer config -g bitbucket-oauth.bitbucket.org …"
      ),
      (
        "bundle config set --global gems.example.com bob:hunter",
        "bundle config set --global gems.example.com bob:…"
      ),
      ("rclone config create own sftp pass hunter", "rclone config create own sftp pass …"),
      ("npm config set _auth hunter", "npm config set _auth …"),
      ("rclone obscure hunter", "rclone obscure …"),
      ("redis-cli AUTH hunter", "redis-cli AUTH …"),
      ("etcdctl put /meet/password hunter", "etcdctl put /meet/password …"),
      ("lftp -u bob,hunter sftp://host", "lftp -u bob,… sftp://host"),
      ("(echo hunter; echo hunter) | passwd bob", "(echo …; echo …) | passwd …"),
      ("{ echo hunter; } > /run/secrets/db", "{ echo …; } > /run/secrets/db"),
      ("yes hunter | passwd bob", "yes … | passwd …"),
      ("echo -n bob:hunter | base64", "echo … | base64"),
      ("printf hunter | sha256sum", "printf … | sha256sum"),
    ])
  func answers(input: String, output: String) {
    #expect(shown(input, in: "own/run") == output)
  }

  @Test(
    "passwords that a sentence tells of behind them",
    arguments: [
      ("hunter is the password", "… is the password"),
      ("hunter is our old database password", "… is our old database password"),
      ("use hunter as the password", "use … as the password"),
      ("use hunter for the token", "use … for the token"),
      ("log in as bob with hunter (password)", "log in as bob with … (password)"),
      ("hunter22, see the password", "…, see the password"),
      ("\"hunter\" has become the password", "\"…\" has become the password"),
      ("hunter ist das Passwort", "… ist das Passwort"),
      ("Пароль: hunter", "Пароль: …"),
    ])
  func sentences(input: String, output: String) {
    for (path, before) in [(".env", "# "), ("own/run", "true # "), ("own.yml", "a: 1 # ")] {
      #expect(shown(before + input, in: path) == before + output)
    }
    #expect(shown(input, in: "notes.txt") == output)
    #expect(shown("echo \"hunter is the password\"", in: "own/run") == "echo \"… is the password\"")
  }

  @Test(
    "HOCON, nginx and Lua",
    arguments: [
      ("jicofo.conf", "a { password = \"hunter2\" }", "a { password = \"…\" }"),
      (
        "jibri.conf",
        "a = [\"{{ join \"\\\",\\\"\" (splitList \",\" .Env.A) }}\"]\nb = \"hunter2\"",
        "a = [\"…\"]\nb = \"…\""
      ),
      ("jibri.conf", "a = don't\nb = \"hunter2\"", "a = …'…\nb = \"…\""),
      ("jicofo.conf", "a { name = hunter2\n port = 8080 }", "a { name = …\n port = 8080 }"),
      ("jicofo.conf", "secret =\n  \"hunter2\"\nport = 1", "secret =\n  \"…\"\nport = 1"),
      (
        "jicofo.conf", "tokens = [\n  one\n  \"two\"\n]\nport = 1",
        "tokens = [\n  …\n  \"…\"\n]\nport = 1"
      ),
      ("jicofo.conf", "key = \"\"\"one\ntwo\"\"\"", "key = \"\"\"…\n…\"\"\""),
      (
        "a.json", "{\"password\": \"hunter2\", \"port\": 80}", "{\"password\": \"…\", \"port\": 80}"
      ),
      (
        "meet.conf", "proxy_set_header Authorization \"Basic aHVudGVyMg==\";",
        "proxy_set_header Authorization \"…\";"
      ),
      ("aws.conf", "pager =\nset_header X-Api-Key\n  hunter2\n", "pager =\n…\n  …\n"),
      (
        "a.conf", "list = [\n  {\n    url = \"https://bob:pw@example.com\"\n  }\n]",
        "list = [\n  {\n    url = \"https://…@example.com\"\n  }\n]"
      ),
      (
        "meet.conf", "proxy_set_header X-Api-Key\n  hunter2;\nlisten 80;",
        "proxy_set_header X-Api-Key\n  …;\nlisten 80;"
      ),
      ("meet.conf", "set $api_token hunter2;", "set $api_token …;"),
      ("a.xml", "<password>hunter2</password>", "<password>…</password>"),
      ("meet.conf", "proxy_pass http://127.0.0.1:8080;", "proxy_pass http://127.0.0.1:8080;"),
      ("meet.conf", "server_name meet.example.com;", "server_name meet.example.com;"),
      (
        "meet.conf", "ssl_certificate_key /etc/ssl/key.pem;",
        "ssl_certificate_key /etc/ssl/key.pem;"
      ),
      (
        "meet.conf", "auth_basic_user_file /etc/nginx/htpasswd;",
        "auth_basic_user_file /etc/nginx/htpasswd;"
      ),
      ("prosody.lua", "app_secret = \"hunter2\"", "app_secret = \"…\""),
      (
        "prosody.lua", "[\"password\"] = 'hunter2'; -- token hunter2",
        "[\"password\"] = '…'; -- token …"
      ),
      ("prosody.lua", "secret = [[one\ntwo]]", "secret = [[…\n…]]"),
      ("prosody.lua", "login('bob', 'hunter2')", "login('…', '…')"),
      (
        "prosody.lua", "usermanager.create_user(\"bob\", \"hunter2\")",
        "usermanager.create_user(\"…\", \"…\")"
      ),
      ("prosody.lua", "if \"hunter2\" == password then", "if \"…\" == …"),
      ("prosody.lua", "c2s_require_encryption = false", "c2s_require_encryption = false"),
    ])
  func settings(path: String, input: String, output: String) {
    #expect(shown(input, in: path) == output)
  }

  @Test(
    "what a reviewer has to read is shown",
    arguments: [
      ("own/run", "apt-get install -y ffmpeg=7:4.4.2-0ubuntu0.22.04.1 jq=1.6-2.1+deb11u1"),
      ("own/run", "LEVEL=$(echo \"$JIBRI_LOG\" | tr a-z A-Z)"),
      ("own/run", "ffmpeg -framerate 30 -i :0 -c:v libx264 -preset fast -crf 25 /tmp/a.mp4"),
      ("own/run", "curl -X POST -H 'Content-Type: application/json' https://a.example.com/api"),
      ("own/run", "pulseaudio --exit-idle-time=-1 --log-target=syslog"),
      ("own/run", "# Keep recordings for thirty days: the script moves them."),
      ("own/run", "expect \"continue?\"\nsend \"yes\\r\"\nsend \"systemctl restart jvb\\r\""),
      ("own/run", "send_report now\n# send \"own\" to Bob"),
      ("own/run", "case \"$1\" in --password) shift ;; (own|other) run ;; *) exit 1 ;; esac"),
      ("own/run", "case \"$MODE\" in\n  own) run other ;;\nesac\n[ own = \"$MODE\" ]"),
      ("own/run", "echo \"$MODE\" | grep -q own && grep other <<< \"$MODE\""),
      ("own/run", "login() {\n  run\n}"),
      ("own/run", "git config user.name Bob && git config --global core.autocrlf input"),
      ("own/run", "composer config minimum-stability dev; bundle config set path vendor"),
      ("own/run", "docker login ghcr.io"),
      ("own/run", "(echo one; echo two) | sort; { echo own; } > /etc/own; yes | run"),
      ("own/run", "run() {\n  echo own\n}\ncat /run/secrets/db"),
      ("own/run", "# ask Bob for the password\n# Bob knows the password\n# as the token"),
      ("own/run", "# This is the password\n# 10-config sets the password\n# it is used as token"),
      ("own.lua", "client.connect(\"db.example.com\", 5432)"),
      ("Dockerfile", "LABEL maintainer=\"Conferencing team\""),
      ("jicofo.conf", "interval = 30 seconds\nname = recorder\nlog-level = FINE"),
      (".env", "LOG_FORMAT=json\nBRAND_NAME=ConfOMeet GmbH\nDEFAULT_LANGUAGE=de"),
      (".env", "XMPP_MODULES=muc_size,conf_http_log\nTOOLBAR_BUTTONS=microphone,camera"),
      (".env", "LETSENCRYPT_EMAIL=admin@example.com"),
      (".env", "JAVA_SYS_PROPS=-Dconfig.file=/config/jvb.conf -Xmx3072m --verbose --port=80"),
      (".env", "#FOO=1\n# Our own settings: see the wiki"),
      ("own.yml", "services:\n  a:\n    labels:\n      a.rule: \"Host(`meet.example.com`)\""),
      ("own.yml", "services:\n  a:\n    labels:\n      tls.certresolver: letsencrypt"),
    ])
  func harmless(path: String, input: String) {
    #expect(shown(input, in: path) == input)
  }

  @Test(
    "what only looks like it is hidden",
    arguments: [
      (".env", "LOG_FORMAT=hunter2", "LOG_FORMAT=…"),
      (".env", "BRAND_NAME=aBcDeFgH", "BRAND_NAME=…"),
      (".env", "TOKEN_NAME=hunter", "TOKEN_NAME=…"),
      (".env", "OPTS=-phunter", "OPTS=…"),
      (".env", "OPTS=--api-key=hunter", "OPTS=…"),
      (".env", "# FOO: hunter2", "# FOO: …"),
      (".env", "# ours, and the password: hunter2", "# ours, and the password: …"),
      ("own/run", "A=$(echo hunter2)", "A=$(echo …)"),
      ("own/run", "TOKEN=$(echo hunter)", "TOKEN=$(…)"),
      ("own/run", "PING=$(redis-cli -a 1234 ping)", "PING=$(redis-cli -a … ping)"),
    ])
  func harmful(path: String, input: String, output: String) {
    #expect(shown(input, in: path) == output)
  }

  @Test("what upstream has is shown as it is, also a word of it in another line")
  func upstream() {
    let mask = SecretMask(path: ".env", known: [Array("A_PASSWORD=passw0rd\nMODE=jitsi\n".utf8)])
    #expect(text(mask.masked(file: Array("A_PASSWORD=passw0rd\n".utf8))) == "A_PASSWORD=passw0rd\n")
    #expect(text(mask.masked(file: Array("OTHER=jitsi\n".utf8))) == "OTHER=jitsi\n")
    #expect(text(mask.masked(file: Array("B_PASSWORD=jitsi\n".utf8))) == "B_PASSWORD=…\n")
  }

  @Test("a piece of a file is shown as it is in the file")
  func piece() {
    let content = "KEY=\"one\n8080\nthree\"\nPORT=8080\n"
    let mask = SecretMask(path: ".env", content: Array(content.utf8))
    #expect(mask.masked(piece: "8080\nthree\"") == "…\n…\"")
    #expect(mask.masked(piece: "PORT=8080") == "PORT=8080")
    // Not from the file.
    #expect(mask.masked(piece: "\nOTHER: hunter2\n") == "\nOTHER: …\n")
  }

  @Test(
    "shapes that are known anywhere",
    arguments: [
      ("cannot fetch https://bob:pw@example.com/x.git", "cannot fetch https://…@example.com/x.git"),
      ("nothing in https:/bob:pw@example.com/x/ reads", "nothing in https:/…@example.com/x/ reads"),
      ("./a:/b and web:/c@d:e", "./a:/b and web:/c@d:e"),
      ("ssh://git@example.com/x.git", "ssh://git@example.com/x.git"),
      ("token eyJhbGciOiJIUzI1NiJ9.eyJhIjoxfQ.abc", "token …"),
      ("xoxb-123456789012-abc and glpat-0123456789abcdef", "… and …"),
      ("https://hooks.slack.com/services/T0/B0/abc", "https://hooks.slack.com/services/…"),
      ("-----BEGIN RSA PRIVATE KEY-----\nx\n-----END RSA PRIVATE KEY----- y", "…\n…\n… y"),
      ("-----BEGIN CERTIFICATE-----", "-----BEGIN CERTIFICATE-----"),
      ("the key-value store and sk-something", "the key-value store and sk-something"),
    ])
  func shapes(input: String, output: String) {
    #expect(SecretMask.masked(input) == output)
  }

  @Test("values of any depth are read", arguments: ["${A:-", "--a=", "$(", "{", "a@b:c@"])
  func deep(part: String) {
    let value = String(repeating: part, count: 20_000)
    #expect(shown("A=\(value)", in: ".env") == "A=…")
    for path in ["own.yml", "own/run", "own.conf"] { _ = shown("A: \(value)", in: path) }
  }

  private func shown(_ input: String, in path: String) -> String {
    text(SecretMask(path: path).masked(file: Array(input.utf8)))
  }

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
