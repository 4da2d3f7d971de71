"""Somebody ends the script, or what it has started, at any point: nothing is lost."""

import os
import signal

import pytest

from processes import PATIENCE, Watch, kill_session, session, wait_for

CONTENT = bytes(range(256)) * 1200

# The three connections of a run that goes well: is it there? bring it; has it arrived? And then the backend.
POINTS = {"before": {0: 0}, "within": {1: 100_000}, "after": {2: 0}, "backend": {}}


@pytest.fixture
def held(finalize, backend, wire):
    """Starts it, and returns when it has come to a point where nothing goes on."""

    def hold(point):
        told = backend("hang" if point == "backend" else 200)
        line = wire(stall=POINTS[point])
        # Longer than anybody looks: what is held is to be ended by the test.
        process = finalize.start(told, CONFOMEET_S3_URL=line.url, CONFOMEET_S3_TIMEOUT="3600")
        if point == "backend":
            wait_for(lambda: told.requests, "request to the backend")
        else:
            assert line.stalled.wait(PATIENCE)
        return process

    return hold


def ended(process):
    wait_for(lambda: not list(session(process.pid)), "end of all processes")


@pytest.mark.parametrize("point", POINTS)
def test_what_is_killed_is_not_lost(finalize, storage, backend, held, point):
    file = finalize.recording(content=CONTENT)
    process = held(point)
    kill_session(process.pid)
    process.wait(PATIENCE)
    assert file.read_bytes() == CONTENT

    ended(process)
    result = finalize(backend())
    assert result.status == 0, result.output
    assert storage.objects() == {file.name: CONTENT}
    assert not file.exists()


@pytest.fixture
def ignored():
    """Has signals ignored, as nohup and a shell's `&` do; what is started then inherits that."""
    before = {}

    def ignore(number):
        before[number] = signal.signal(number, signal.SIG_IGN)

    yield ignore
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("in_background", [False, True])
@pytest.mark.parametrize(
    ("point", "sent"), [("within", signal.SIGTERM), ("backend", signal.SIGINT), ("before", signal.SIGHUP)]
)
def test_a_signal_ends_everything_at_once(finalize, held, ignored, point, sent, in_background):
    finalize.recording(content=CONTENT)
    if in_background:
        ignored(sent)
    before = finalize.files()
    process = held(point)
    process.send_signal(sent)
    result = finalize.finish(process)
    finalize.kept(result, before)
    assert result.status == 128 + sent
    result.says(f"ended by {sent.name}")
    ended(process)


def test_two_runs_do_not_work_on_one_folder(finalize, storage, backend, held):
    file = finalize.recording(content=CONTENT)
    first = held("within")
    result = finalize.fails(backend())
    assert result.status == 75
    result.says("another run is busy")

    # The script alone is gone: what it has started is still busy, and then no longer.
    os.kill(first.pid, signal.SIGKILL)
    assert finalize.fails(backend()).status == 75
    kill_session(first.pid)
    ended(first)
    assert finalize(backend()).status == 0
    assert storage.objects() == {file.name: CONTENT}


def test_no_secret_can_be_seen_on_a_command_line(finalize, backend):
    finalize.recording(content=CONTENT)

    def linger(_):
        wait_for(lambda: any(b"AddS3VideoRecording" in line for line in watch.seen), "sight of curl")
        return 200

    with Watch() as watch:
        result = finalize(backend(linger))
    assert result.status == 0, result.output
    assert any(b"head-object" in line for line in watch.seen)
    assert any(b"\0cp\0" in line for line in watch.seen)
    secrets = (finalize.key.encode(), finalize.secret.encode())
    assert not [line for line in watch.seen if any(secret in line for secret in secrets)]
