/// The places in a deployment where people keep secrets, as templates: see ``SecretPlants``. One with a `!` before it
/// keeps its file from being read.
package enum SecretPlaces {
  /// The templates by the file that they suit.
  package static let all: [(path: String, templates: [String])] = [
    ("confomeet/env.example", environment), ("confomeet/.env", environment), (".env", environment),
    ("confomeet/docker-compose.yml", compose), ("confomeet/docker-compose.yml", commands),
    ("confomeet/jibri.yml", compose), ("confomeet/jibri.yml", commands),
    ("confomeet/etherpad.yml", compose + commands),
    ("confomeet/docker-compose.override.yml", compose + commands),
    ("confomeet/own.yml", compose + commands),
    ("confomeet/jibri/Dockerfile", docker), ("confomeet/own/Dockerfile", docker),
    ("confomeet/gen-passwords.sh", shell),
    ("confomeet/jibri/rootfs/etc/services.d/40-jibri/run", shell),
    ("confomeet/jibri/rootfs/etc/cont-init.d/10-config", shell),
    ("confomeet/jibri/rootfs/usr/bin/finalize-s3.sh", shell), ("confomeet/own/run", shell),
    ("confomeet/jibri/rootfs/defaults/jibri.conf", hocon),
    ("confomeet/jibri/rootfs/defaults/xmpp.conf", hocon),
    ("confomeet/web/rootfs/defaults/meet.conf", nginx),
    ("confomeet/jibri/rootfs/defaults/aws-config.conf", nginx),
    ("confomeet/prosody/prosody-plugins-custom/mod_auto_lobby.lua", lua),
    ("confomeet/own.lua", lua), ("upstream-lock.yaml", lock),
  ]

  /// Forms of tokens.
  static let tokens = [
    "AKIA§WXYZ", "ghp_§abcdefghijk", "github_pat_§abcdefghijk", "glpat-§abcd", "xoxb-1234567890-§",
    "sk_live_§abcdefgh", "eyJhbGciOiJIUzI1NiJ9.eyJ§.abc§", "SG.§abcdef.xyz§", "npm_§abcdefghijklm",
    "$2y$05$§abcdefghijkl", "{SSHA}§==", "hvs.§abcdefghijkl",
    "https://hooks.slack.com/services/T0/B0/§",
    "https://bob:§@h.example.com/x", "https://§@h.example.com/x", "AIza§abcdefghijklm",
  ]

  private static let environment = [
    "DB_PASSWORD=¶", "DB_PASSWORD=\"¶\"", "WHATEVER=§", "WHATEVER=\"§ and §\"",
    "export API_TOKEN='¶'",
    "#OLD_SECRET=¶", "# the password is ¶", "# see ¤",
    "JWT_KEY=\"-----BEGIN PRIVATE KEY-----\n§\n-----END PRIVATE KEY-----\"",
    "JWT_KEY=-----BEGIN RSA PRIVATE KEY-----\\n§\\n-----END RSA PRIVATE KEY-----",
    "MULTI='first\n§\nlast'", "!OPEN=\"no end\n§", "DSN=postgres://bob:§@db.example.com/x",
    "A=${B:-§}",
    "!KEY=-----BEGIN PRIVATE KEY-----\n§\n§", "JICOFO_AUTH_PASSWORD=¶", "HTTP_PORT=§", "TZ=§",
    "!JVB_PORT=${§", "JITSI_IMAGE_VERSION=§", "CONFIG=\"$x§\"", "DB_PASSWORD=$x¶", "!§",
    "PUBLIC_URL=§",
    "A=1 # secret §",
    "HOOK=https://h.example.com/hook?token=¶", "ENABLE_AUTH=§", "ENABLE_RECORDING=¤", "NOTE=¤",
    "AUTH_TYPE=§", "JVB_ADVERTISE_IPS=§", "LETSENCRYPT_EMAIL=§", "DOCKER_HOST_ADDRESS=§",
    "export  X_TOKEN = ¶",
    "XMPP_DOMAIN=§", "JIBRI_STRIP_DOMAIN_JID=§", "RESOLUTION=§",
    "COMPOSE_FILE=docker-compose.yml:§",
    "COMPOSE_PROFILES=§",
  ]

  private static let compose = [
    "    environment:\n        - FOO=§", "    environment:\n        - DB_PASSWORD=¶\n        - B",
    "    environment:\n        DB_PASSWORD: ¶\n        B: \"1\"",
    "    environment:\n        - \"DB_PASSWORD=¶\"",
    "    environment:\n        DB_PASSWORD:\n            ¶", "    environment:\n        - §",
    "    environment:\n        CERT: |\n            one\n            §\n            three",
    "    environment:\n        CERT: |\n            -----BEGIN PRIVATE KEY-----\n            §\n            -----END PRIVATE KEY-----",
    "    environment: {TOKEN: \"a\n            §\"}", "    environment:\n        FOO: ${BAR-§}",
    "    environment:\n        FOO: ${BAR:?§}", "!    environment:\n        FOO: ${BAR-§",
    "    env_file:\n        - path: ./¤",
    "    labels:\n        traefik.http.middlewares.a.basicauth.users: \"bob:$$apr1$$§\"",
    "    labels:\n        - \"t.basicauth.users=bob:$$2y$$05$$§\"", "    labels:\n        note: §",
    "    labels:\n        - §",
    "    labels:\n        a.headers.customrequestheaders.Authorization: Basic §",
    "    build:\n        context: .\n        args:\n            NPM_TOKEN: ¶",
    "    build:\n        context: .\n        args:\n            - NPM_TOKEN=¶",
    "    build: https://bob:§@git.example.com/a.git",
    "    image: registry.example.com/own:${TAG?§}",
    "    image: bob:§@registry.example.com/own",
    "    logging:\n        options:\n            splunk-token: ¶",
    "    mem_limit: \"2g\" # token ¶", "!    ports:\n        - \"${PORT:-§\"",

    "    extra_hosts: [\"a:¤\"]", "    secrets: [own]\nsecrets:\n    own:\n        content: ¶",
    "    secrets: [own]\nsecrets:\n    own:\n        environment: OWN\n        x-value: §",
    "configs:\n    own:\n        content: |\n            key §", "x-own: {a: §}",
    "x-own: &own |\n    §\n    two",
    "x-a: !!binary §", "!x-list: [\n§", "!x-a: *§", "!x-a: \"§", "# password: ¶", "# ¤",
    "volumes:\n    own:\n        driver_opts: {o: \"username=bob,password=¶\"}",
    "x-merge:\n    <<: §", "    x-own:\n        - a: ¤",
    "    cap_add: [¤]",
  ]

  private static let commands = [
    "    healthcheck:\n        test: curl -u admin:¶ http://localhost/",
    "    healthcheck:\n        test: [\"CMD\", \"curl\", \"-H\", \"Authorization: Bearer §\", \"http://localhost/\"]",
    "    healthcheck:\n        test: [\"CMD\", \"mysqladmin\", \"ping\", \"-p¶\"]",
    "    healthcheck:\n        test: [\"CMD-SHELL\", \"redis-cli -a ¶ ping\"]",
    "    healthcheck:\n        test:\n            - CMD\n            - curl\n            - -u\n            - bob:¶",
    "    command: [\"serve\", \"--password\", \"¶\"]", "    command: mysql -uroot -p¶ db",
    "    command:\n        - --api-token\n        - ¶", "    command: [mysqldump, -u, root, -p¶]",
    "    command: >\n        serve\n        --password=¶",
    "    command: >\n        mysqldump\n        -u root\n        -p¶",
    "    command: |\n        sh -c \"mysql -p§ db\"",
    "    command: serve https://bob:§@h.example.com/x",
    "    command: redis-server --requirepass ¶", "    command: [redis-server, --requirepass, ¶]",
    "    command: psql postgresql://bob:§@db/x", "    command: env PGPASSWORD=¶ psql",
    "    command: serve ¤",
    "    entrypoint: [sh, -c, \"sshpass -p ¶ ssh host\"]", "    entrypoint: sshpass -p¶ ssh host",
    "    entrypoint:\n        - wget\n        - --password=¶",
    "    entrypoint: smbclient -U bob%¶ //h/s",
    "    entrypoint: [\"sh\", \"-c\", \"echo '¶' | chpasswd\"]",
    "    command: \"curl -H 'X-Api-Key: ¶' http://h.example.com\"",
    "!    command: [\"serve\", \"--password\", \"§\"", "!    command: \"serve --password §",
  ]

  private static let docker = [
    "ARG NPM_TOKEN=¶", "ENV API_KEY=¶", "ENV API §", "ENV A=1 B=§ DB_PASSWORD=\"¶\"",
    "ENV DB_PASSWORD ¶",
    "RUN curl -H 'Authorization: Bearer ¶' https://example.com",
    "RUN git clone https://bob:§@git.example.com/a.git", "LABEL note=\"§\"", "# the token is ¶",
    "RUN echo 'bob:$2y$05$§' > /etc/htpasswd", "RUN curl --user bob:¶ https://example.com",
    "RUN wget --password=¶ https://example.com && \\\n    echo \"TOKEN=¶\" > /etc/own",
    "!RUN TOKEN=\"§", "RUN --mount=type=secret,id=§ true", "RUN docker login -u bob -p ¶",
    "COPY <<EOF /etc/own\npassword=¶\nEOF", "RUN cat <<EOF > /run/secrets/db\n¶\nEOF", "RUN echo ¤",
    "RUN mysql -uroot \\\n    -p¶ -e 'select 1'", "HEALTHCHECK CMD mysqladmin -p¶ ping",
    "CMD [\"redis-server\", \"--requirepass\", \"¶\"]", "ENTRYPOINT [\"mysql\", \"-p¶\"]",
    "ONBUILD ENV API §", "FROM bob:§@registry.example.com/own", "USER ¤",
    "RUN echo ¶ | sudo -S true",
    "!FROM", "!COPY --from=¤",
  ]

  private static let shell = [
    "export DB_PASSWORD=\"¶\"", "FOO=§ run", "curl -u \"bob:¶\" https://example.com",
    "A='one\n§\nthree'",
    "mysql -p¶ -e 'select 1'", "mysqldump -u root -p'¶' db", "sshpass -p ¶ ssh host",
    "sshpass -p¶ ssh host",
    "echo bob:¶ | chpasswd", "echo \"¶\" | docker login --password-stdin",
    "TOKEN=$(cat <<EOF\n§\nEOF\n)", "cat > /srv/.pgpass <<EOF\nh:5432:d:bob:¶\nEOF",
    "curl -H \"X-Api-Key: ¶\" https://example.com", "curl -sSu bob:¶ https://example.com",
    "# password: ¶",
    "if [ \"$PASSWORD\" = \"¶\" ]; then true; fi", "openssl enc -pass pass:¶ -in a",
    "openssl enc -k ¶ -in a",
    "aws configure set aws_secret_access_key ¶", "!PASSWORD=\"§",
    "prosodyctl register focus meet.jitsi ¶",
    "redis-cli -a ¶ ping", "export SECRET; SECRET=¶", "psql postgresql://bob:§@db/x",
    "PGPASSWORD=¶ psql",
    "echo ¤", "X=${Y:-§}", "smbclient -U bob%¶ //h/s",
    "curl -d 'user=bob&password=¶' https://example.com",
    "gpg --passphrase ¶ -d a", "gpg --batch --passphrase-fd 0 <<< ¶", "ldapsearch -D cn=bob -w ¶",
    "curl -x bob:§@proxy:3128 https://example.com", "declare -A keys=([api_key]=§ [b]=§)",
    "read -r PW <<< '§'", "ssh-keygen -N ¶ -f k", "curl -u \"bob\":\"¶\" https://example.com",
    "sed -i \"s/@@PASSWORD@@/¶/\" /etc/x", "vault login ¶", "docker run -e API_TOKEN=¶ x",
    "PASS=§; A=\"$PASS\"",
    "curl \"https://api.example.com/v1?api_key=¶&user=bob\"",
    "curl -F password=¶ https://example.com",
    "psql \"host=db user=bob password=¶ dbname=x\"", "[[ $TOKEN == ¶ ]] && exit", "passwords=(§ ¶)",
    "echo 'MACHINE h LOGIN b PASSWORD ¶' >> ~/.netrc", "jq --arg token ¶ '.token=$token' a",
    "npm config set //r.example.com/:_authToken ¶",
    "echo \"//r.example.com/:_authToken=¶\" > .npmrc",
    "psql -c \"create user bob password '¶'\"", "printf '%s' ¶ > /run/secrets/db",
    "zip -P ¶ a.zip b",
    "expect -c 'spawn ssh bob@host; expect \"*assword:\"; send \"¶\\r\"'", "send -- \"¶\\r\"",
    "case $PASSWORD in ¶) true;; esac",
    "case \"$API_TOKEN\" in\n  \"¶\") true;;\n  *) false;;\nesac",
    "[ ¶ = \"$PASSWORD\" ]", "grep -q ¶ <<< \"$PASSWORD\"", "echo \"$PASSWORD\" | grep -q '¶'",
    "login('bob','¶')", "composer config http-basic.example.com bob ¶", "npm config set _auth ¶",
    "bundle config gems.example.com bob:§", "rclone obscure ¶", "redis-cli AUTH ¶",
    "(echo ¶; echo ¶) | passwd bob", "yes ¶ | passwd bob", "lftp -u bob,¶ sftp://h",
    "mysql -e \"create user bob identified by '¶'\"", "etcdctl put /own/password ¶",
    "echo -n bob:¶ | base64",

  ]

  private static let hocon = [
    "password = \"¶\"", "own { secret = ¶ }", "tokens = [\n  §\n  \"¶\"\n]",
    "api-key: \"\"\"one\n¶\"\"\"",
    "secret =\n  \"¶\"", "name = §", "b { secret : \"¶\", note = \"§\" }", "c = [\"§\", 1]",
    "f = \"a\" \"§\"", "# password ¶", "url = \"https://bob:§@example.com\"",
    "secret {\n  a = ¶\n}", "{{ if .Env.A }}password = ¶{{ end }}", "note = \"¤\"",
    "auth.password = ${?X} ¶",
    "basic-auth { users = [{ name = bob, password = ¶ }] }", "// token ¶", "db.password: ¶",
    "key-store-password=¶",
  ]

  private static let nginx = [
    "proxy_set_header Authorization \"Basic §\";", "set $api_token ¶;",
    "set $upstream_secret \"¶\";",
    "# secret: ¶", "proxy_set_header X-Api-Key\n  ¶;", "secure_link_secret ¶;", "return 200 \"¤\";",
    "proxy_pass https://bob:§@example.com;", "if ($http_x_token = \"¶\") { return 200; }",
    "map $uri $token { default \"¶\"; }", "add_header Set-Cookie \"session=§\";",
    "if ($http_authorization != 'Bearer ¶') { return 401; }", "auth_jwt_key_request ¤;",
  ]

  private static let lua = [
    "app_secret = \"¶\"", "local password = '¶'", "secret = [[one\n¶]]",
    "config = { [\"password\"] = \"¶\" }",
    "-- token ¶", "headers = { Authorization = \"Bearer ¶\" }",
    "module:set_option(\"secret\", \"¶\")",
    "password =\n  \"¶\"", "name = \"§\"", "local url = \"https://bob:§@example.com\"",
    "log(\"info\", \"¤\")",
    "users = { bob = { password = \"¶\" } }", "usermanager.set_password(\"bob\", \"¶\", host)",
    "usermanager.create_user(\"bob\", \"¶\", host)", "if \"¶\" == password then return end",
    "client:login(\"bob\", \"¶\")",
  ]

  private static let lock = [
    "# token ¶", "!secret: ¶", "!format: §", "!§", "!upstream: {url: demo, tag: §}",
    "!generated: [§",
    "!    - {id: §}", "!upstream: {url: https://bob:§@example.com/a.git}",
  ]
}
