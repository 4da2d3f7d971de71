"""Stand-ins on loopback for a host: its repository, which wants a token, and as much of its API as the workflow asks."""

import base64
import json
import os
import re
import subprocess
import threading
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

TOKEN = "ghs_0123456789secret"


def git(*arguments, at, **options):
    command = ["git", "-C", at, "-c", "user.name=Ada", "-c", "user.email=ada@example.org", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True, **options).stdout.strip()


class Host:
    """A repository with its requests."""

    def __init__(self, folder):
        self.repository = folder / "host" / "acme" / "deploy.git"
        self.repository.mkdir(parents=True)
        subprocess.run(["git", "init", "-q", "--bare", "-b", "main", self.repository], check=True)
        git("config", "http.receivepack", "true", at=self.repository)
        # What was asked of the API, but for what only reads: method, path, and what was sent.
        self.calls = []
        self.requests = []
        self.refused = set()
        host = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_):
                pass

            def answer(self, status, content=b"", headers=()):
                self.send_response(status)
                for name, value in headers:
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def handle_any(self):
                url = urllib.parse.urlsplit(self.path)
                sent = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                if self.headers.get("Transfer-Encoding") == "chunked":
                    sent = b""
                    while size := int(self.rfile.readline(), 16):
                        sent += self.rfile.read(size)
                        self.rfile.readline()
                    self.rfile.readline()
                if url.path.startswith("/acme/"):
                    return self.answer(*host.backend(self.command, url, self.headers, sent))
                if self.headers.get(*host.header[:1]) != host.header[1]:
                    return self.answer(401, b'{"message": "::error::Bad credentials"}')
                query = dict(urllib.parse.parse_qsl(url.query))
                status, value = host.api(self.command, url.path, query, json.loads(sent) if sent else None)
                self.answer(status, json.dumps(value).encode())

            do_GET = do_POST = do_PATCH = do_PUT = handle_any

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        self.url = f"{self.address}/acme/deploy.git"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()

    def backend(self, method, url, headers, sent):
        """Git's own server, for whoever has the token."""
        login = base64.b64encode(f"x-access-token:{TOKEN}".encode()).decode()
        if headers.get("Authorization") != f"Basic {login}":
            return 401, b"", [("WWW-Authenticate", 'Basic realm="host"')]
        environment = os.environ | {
            "GIT_PROJECT_ROOT": str(self.repository.parents[1]),
            "GIT_HTTP_EXPORT_ALL": "1",
            "PATH_INFO": url.path,
            "QUERY_STRING": url.query,
            "REQUEST_METHOD": method,
            "CONTENT_TYPE": headers.get("Content-Type") or "",
            "CONTENT_LENGTH": str(len(sent)),
            "HTTP_CONTENT_ENCODING": headers.get("Content-Encoding") or "",
            "GIT_PROTOCOL": headers.get("Git-Protocol") or "",
            "REMOTE_USER": "x-access-token",
        }
        output = subprocess.run(["git", "http-backend"], input=sent, env=environment, capture_output=True).stdout
        head, _, content = output.partition(b"\r\n\r\n")
        fields = [tuple(line.split(": ", 1)) for line in head.decode().split("\r\n")]
        status = next((int(value[:3]) for name, value in fields if name == "Status"), 200)
        return status, content, [field for field in fields if field[0] != "Status"]

    def refs(self):
        lines = git("for-each-ref", "--format=%(refname) %(objectname)", at=self.repository).splitlines()
        return dict(line.split() for line in lines)

    @property
    def open(self):
        return [request for request in self.requests if request["open"]]

    def request(self, number):
        return next(request for request in self.requests if request["number"] == int(number))

    def add(self, **fields):
        self.requests.append({"number": len(self.requests) + 1, "open": True, "merged": False, "labels": [], "head": None} | fields)
        return self.requests[-1]

    def head(self, request):
        """Where the branch is, or was when the request was closed."""
        if request["open"]:
            request["head"] = self.refs().get(f"refs/heads/{request['branch']}", request["head"])
        return request["head"]

    def api(self, method, path, query, sent):
        if method != "GET":
            self.calls.append((method, path, sent))
        if (method, path) in self.refused:
            return 422, {"message": "refused"}
        return self.answer(method, path, query, sent)


class GitHub(Host):
    header = ("Authorization", f"Bearer {TOKEN}")

    def pull(self, request):
        return {
            "number": request["number"], "node_id": f"PR_{request['number']}", "body": request["body"],
            "html_url": f"{self.address}/acme/deploy/pull/{request['number']}", "draft": request["draft"],
            "state": "open" if request["open"] else "closed", "merged_at": "2026-11-30" if request["merged"] else None,
            "head": {"sha": self.head(request)}, "labels": [{"name": name} for name in request["labels"]],
        }

    def answer(self, method, path, query, sent):
        match method, path.split("/")[1:]:
            case "GET", ["repos", "acme", "deploy"]:
                return 200, {"default_branch": "main"}
            case "GET", ["repos", "acme", "deploy", "pulls"]:
                found = [each for each in self.requests if query["head"] == f"acme:{each['branch']}"]
                return 200, [self.pull(each) for each in reversed(found)]
            case "POST", ["repos", "acme", "deploy", "pulls"]:
                assert sent["base"] == "main"
                request = self.add(title=sent["title"], body=sent["body"], draft=sent["draft"], branch=sent["head"])
                return 201, self.pull(request)
            case "PATCH", ["repos", "acme", "deploy", "pulls", number]:
                request = self.request(number)
                if sent.get("state") == "closed":
                    self.head(request)
                    request["open"] = False
                request |= {key: sent[key] for key in ("title", "body") if key in sent}
                return 200, self.pull(request)
            case "POST", ["repos", "acme", "deploy", "issues", number, "labels"]:
                self.request(number)["labels"] += sent["labels"]
                return 200, []
            case "POST", ["repos", "acme", "deploy", *_]:
                return 201, {}
            case "POST", ["graphql"]:
                number = re.fullmatch(r"PR_(\d+)", sent["variables"]["id"])[1]
                self.request(number)["draft"] = "convertPullRequestToDraft(" in sent["query"]
                return 200, {"data": {}}
        return 404, {"message": "Not Found"}


class GitLab(Host):
    header = ("PRIVATE-TOKEN", TOKEN)

    def merge_request(self, request):
        return {
            "iid": request["number"], "description": request["body"], "draft": request["title"].startswith("Draft: "),
            "web_url": f"{self.address}/acme/deploy/-/merge_requests/{request['number']}", "sha": self.head(request),
            "state": "opened" if request["open"] else "merged" if request["merged"] else "closed", "labels": request["labels"],
        }

    def answer(self, method, path, query, sent):
        match method, path.split("/")[1:]:
            case "GET", ["projects", "7"]:
                return 200, {"default_branch": "main"}
            case "GET", ["users"]:
                return 200, [{"id": 42}] if query["username"] == "ada" else []
            case "GET", ["projects", "7", "merge_requests"]:
                found = [each for each in self.requests if query["source_branch"] == each["branch"]]
                return 200, [self.merge_request(each) for each in reversed(found)]
            case "POST", ["projects", "7", "merge_requests"]:
                assert sent["target_branch"] == "main"
                request = self.add(
                    title=sent["title"], body=sent["description"], branch=sent["source_branch"],
                    labels=[name for name in sent["labels"].split(",") if name])
                return 201, self.merge_request(request)
            case "PUT", ["projects", "7", "merge_requests", number]:
                request = self.request(number)
                if sent.get("state_event") == "close":
                    self.head(request)
                    request["open"] = False
                request["title"] = sent.get("title", request["title"])
                request["body"] = sent.get("description", request["body"])
                return 200, self.merge_request(request)
            case "POST", ["projects", "7", "merge_requests", _, "notes"]:
                return 201, {}
        return 404, {"error": "Not Found"}
