"""The way to the bucket breaks: the file stays, and a later run brings it there."""

import re
import subprocess

import pytest

from backend import unused_address

CONTENT = bytes(range(256)) * 1200


def test_an_upload_that_is_cut_once_is_tried_again(finalize, storage, backend, wire):
    """The first connection asks for the object, the second one brings it."""
    cut = wire(cut={1: 100_000})
    file = finalize.recording(content=CONTENT)
    result = finalize(backend(), CONFOMEET_S3_URL=cut.url)
    assert result.status == 0, result.output
    result.says("attempt 1 failed, the next one in 1 s")
    assert cut.connections > 2
    assert storage.objects() == {file.name: CONTENT}


def test_an_upload_that_is_always_cut_leaves_the_file(finalize, storage, backend, wire):
    told = backend()
    file = finalize.recording(content=CONTENT)
    finalize.fails(told, CONFOMEET_S3_URL=wire(cut={None: 100_000}).url).says("given up after 2 attempts")
    assert storage.objects() == {} and told.requests == []

    assert finalize(told).status == 0
    assert storage.objects() == {file.name: CONTENT}


def test_a_server_that_is_not_there_leaves_the_file(finalize, backend):
    told = backend()
    finalize.recording()
    finalize.fails(told, CONFOMEET_S3_URL=f"http://{unused_address()}").says("Could not connect", "given up")
    assert told.requests == []


def test_a_server_that_is_silent_is_not_waited_for(finalize, backend, wire):
    told = backend()
    finalize.recording()
    silent = wire(stall={None: 0})
    finalize.fails(
        told, CONFOMEET_S3_URL=silent.url, CONFOMEET_S3_TIMEOUT="1", CONFOMEET_S3_ATTEMPTS="1"
    ).says("given up after 1 attempts")
    assert silent.stalled.is_set() and told.requests == []


def test_a_bucket_that_is_not_there_leaves_the_file(finalize, backend):
    told = backend()
    finalize.recording()
    finalize.fails(told, CONFOMEET_S3_BUCKET="nowhere", CONFOMEET_S3_ATTEMPTS="1").says("NoSuchBucket")
    assert told.requests == []


def test_an_object_of_another_size_is_no_upload(finalize, backend, wire):
    def one_byte_less(chunk):
        return re.sub(rb"(?i)(content-length: )1000\r", rb"\g<1>999\r", chunk)

    told = backend()
    finalize.recording(content=b"x" * 1000)
    finalize.fails(told, CONFOMEET_S3_URL=wire(answers=one_byte_less).url).says(
        "the object has 999 bytes, the file has 1000", "given up after 2 attempts"
    )
    assert told.requests == []


@pytest.mark.parametrize(
    ("content", "digest"), [(b"another", {}), (b"same len", {"sha256": "0" * 64}), (b"recorded!", {"sha256": "0"})]
)
def test_another_recording_in_the_bucket_is_never_overwritten(finalize, storage, backend, content, digest):
    told = backend()
    file = finalize.recording(content=b"recorded")
    storage.put(file.name, content, **digest)
    finalize.fails(told).says("has another object named '4711_a.mp4': rename the file")
    assert storage.objects() == {file.name: content} and told.requests == []


def test_an_object_of_that_size_is_not_taken_for_the_recording(finalize, storage, backend):
    """Somebody else brought it there: whether it is the same can't be told without a digest."""
    file = finalize.recording(content=b"recorded")
    storage.put(file.name, b"same len")
    result = finalize(backend())
    assert result.status == 0, result.output
    assert storage.objects() == {file.name: b"recorded"}


def test_a_file_that_changes_while_it_is_uploaded_is_not_reported(finalize, storage, backend, wire):
    """Connections ask for the object, bring it, and look at what has arrived: there it changes."""
    told = backend()
    file = finalize.recording(content=b"recorded")
    changed = []

    def change(chunk):
        if line.connections == 3 and not changed:
            changed.append(file.write_bytes(b"recorded, and more"))
        return chunk

    line = wire(answers=change)
    result = finalize(told, CONFOMEET_S3_URL=line.url)
    assert changed and result.status == 1
    result.says("has changed since its upload began")
    assert told.requests == []
    assert storage.objects() == {file.name: b"recorded"}
    assert file.read_bytes() == b"recorded, and more"


def test_pauses_double(finalize, backend):
    """So that a server that is down for a while is not asked all the time."""
    pauses = finalize.home / "pauses"
    sleep = finalize.programs / "sleep"
    sleep.write_text(f'#!/bin/sh\necho "$1" >>{pauses}\n')
    sleep.chmod(0o755)
    finalize.recording()
    finalize.fails(
        backend(), CONFOMEET_S3_URL=f"http://{unused_address()}", CONFOMEET_S3_ATTEMPTS="4", CONFOMEET_S3_RETRY_DELAY="3"
    ).says("attempt 3 failed, the next one in 12 s", "given up after 4 attempts")
    assert pauses.read_text().split() == ["3", "6", "12"]


def test_large_files_go_in_parts(finalize, storage, backend):
    content = CONTENT * 120
    file = finalize.recording(content=content)
    result = finalize(backend())
    assert result.status == 0, result.output
    assert storage.objects() == {file.name: content}


@pytest.fixture
def full_disk(finalize):
    folder = finalize.recordings
    mount = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m,mode=0777", "tmpfs", folder], capture_output=True, text=True
    )
    if mount.returncode != 0:
        pytest.skip(f"no file system can be mounted here: {mount.stderr.strip()}")
    yield folder
    finalize.end()
    subprocess.run(["umount", "--lazy", folder], check=True)


def fill(path):
    with path.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 4096)
        except OSError:
            return


@pytest.mark.parametrize("reachable", [True, False])
def test_a_disk_that_is_full_does_not_stand_in_the_way(full_disk, finalize, storage, backend, reachable):
    """Nothing is written there, not even for a moment, or the disk couldn't be emptied."""
    file = full_disk / "4711_a.mp4"
    fill(file)
    content = file.read_bytes()
    assert content
    with pytest.raises(OSError):
        (full_disk / "more").write_bytes(b"x" * 8192)
    (full_disk / "more").unlink()
    options = {"TMPDIR": str(full_disk), "HOME": str(full_disk)}
    if reachable:
        assert finalize(backend(), **options).status == 0
        assert storage.objects() == {file.name: content}
        assert not file.exists()
    else:
        finalize.fails(backend(), CONFOMEET_S3_URL=f"http://{unused_address()}", **options)
