"""finalize-s3.sh as jibri calls it: with a folder, and the container's environment."""

import subprocess
from pathlib import Path

from processes import PATIENCE, as_jibri_starts_it, kill_session

ADVICE = "once the cause is mended, run: finalize-s3.sh "


class Result:
    def __init__(self, status, output):
        self.status = status
        self.output = output

    def says(self, *texts):
        missing = [text for text in texts if text not in self.output]
        assert not missing, f"{missing} not in:\n{self.output}"


class Finalize:
    key = "AKIDFORTESTS"
    secret = "s3cr3t/+for=tests"

    def __init__(self, script, settings, storage, programs, folder):
        self.script = script
        self.settings = settings
        self.programs = programs
        self.recordings = folder / "recordings"
        self.recordings.mkdir()
        self.home = folder
        self.started = []
        self.environment = {
            "PATH": f"{programs}:/usr/local/bin:/usr/bin:/bin",
            "HOME": str(folder),
            "CONFOMEET_S3_URL": storage.url,
            "CONFOMEET_S3_BUCKET": storage.bucket,
            "CONFOMEET_S3_CLIENT_ID": self.key,
            "CONFOMEET_S3_CLIENT_SECRET": self.secret,
            "CONFOMEET_S3_ATTEMPTS": "2",
            "CONFOMEET_S3_RETRY_DELAY": "1",
            "CONFOMEET_S3_TIMEOUT": "20",
            "AWS_CONFIG_FILE": str(settings / "config"),
            "AWS_SHARED_CREDENTIALS_FILE": str(settings / "credentials"),
            "AWS_MAX_ATTEMPTS": "1",
        }

    def recording(self, name="4711_a.mp4", content=b"recorded"):
        """Puts a recording into the folder."""
        path = self.recordings / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return path

    def start(self, backend=None, folder=None, without=(), **variables):
        environment = self.environment | variables
        if backend is not None:
            environment["XMPP_DOMAIN"] = getattr(backend, "domain", backend)
        for name in without:
            environment.pop(name)
        process = subprocess.Popen(
            [self.script, folder or self.recordings],
            env=environment,
            cwd=self.home,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=as_jibri_starts_it,
        )
        self.started.append(process)
        return process

    def finish(self, process):
        output, _ = process.communicate(timeout=PATIENCE)
        text = output.decode(errors="replace")
        for secret in (self.key, self.secret):
            assert secret not in text, "a secret is in the log"
        return Result(process.returncode, text)

    def __call__(self, backend=None, **options):
        return self.finish(self.start(backend, **options))

    def fails(self, backend=None, **options):
        """Runs it, and holds it to what every failure has to do: say so, say what to do, and leave all as it was."""
        before = self.files()
        result = self(backend, **options)
        self.kept(result, before)
        return result

    def kept(self, result, before):
        assert result.status != 0, result.output
        result.says("finalize-s3: ", ADVICE)
        assert self.files() == before

    def files(self):
        return {path: path.read_bytes() for path in Path(self.recordings).rglob("*") if path.is_file()}

    def end(self):
        for process in self.started:
            kill_session(process.pid)
            process.wait()
            process.stdout.close()
