"""A recording arrives: in the bucket, at the backend, and only then it is gone from the disk."""

import json
import os
import subprocess

import pytest

ENDPOINT = "/meet/api/v1/Recording/AddS3VideoRecording"


def test_a_recording_arrives(finalize, storage, backend):
    told = backend(204)
    finalize.recording("4711_2026-08-01-10-00-00.mp4", b"x" * 1000)
    other = finalize.recording("metadata.json", b"{}")

    result = finalize(told)

    assert result.status == 0, result.output
    assert storage.objects() == {"4711_2026-08-01-10-00-00.mp4": b"x" * 1000}
    [(path, headers, body)] = told.requests
    assert path == ENDPOINT
    assert headers["Content-Type"] == "application/json"
    assert json.loads(body) == {
        "meetingId": 4711,
        "fileName": "4711_2026-08-01-10-00-00.mp4",
        "fileSize": 1000,
        "bucket": storage.bucket,
        "key": "4711_2026-08-01-10-00-00.mp4",
    }
    assert finalize.files() == {other: b"{}"}


def test_every_aws_here_brings_it(finalize, storage, backend, every_aws):
    """Bullseye has version 1, later releases of Debian have version 2; PyPI has the newest 1."""
    for number, program in enumerate(every_aws):
        link = finalize.programs / "aws"
        link.unlink()
        link.symlink_to(program)
        file = finalize.recording(f"{number}_a.mp4", b"recorded")
        result = finalize(backend())
        assert result.status == 0, (program, result.output)
        assert storage.objects()[file.name] == b"recorded"


# The names are in one folder each, at different depths; the numbers try the ends of what a number may be.
NAMES = {
    "0007_ \"a\"  b' \\n $(touch pwned) `touch pwned`; rm -rf &|<>.mp4": 7,
    "вложенная папка/-- глубже/9223372036854775807_Встреча — 会議 é.mp4": 9223372036854775807,
    "0_%41+~#?*[x]{a,b}@! end].mp4": 0,
}


def test_no_name_breaks_the_quoting(finalize, storage, backend):
    told = backend()
    for name in NAMES:
        finalize.recording(name, name.encode())
    # As an option's name, and from a folder that is relative to it.
    folder = finalize.recordings.rename(finalize.home / "-rf 'a b' \"$HOME\"")
    finalize.recordings = folder

    result = finalize(told, folder=folder.name)

    assert result.status == 0, result.output
    plain = {name.rpartition("/")[2]: name for name in NAMES}
    assert storage.objects() == {short: name.encode() for short, name in plain.items()}
    bodies = [json.loads(body) for _, _, body in told.requests]
    assert {body["key"]: body["meetingId"] for body in bodies} == {
        short: NAMES[name] for short, name in plain.items()
    }
    assert all(body["fileName"] == body["key"] for body in bodies)
    assert finalize.files() == {}
    assert not list(finalize.home.rglob("pwned"))


@pytest.mark.parametrize(
    "name",
    [
        b"4711.mp4",
        b"meeting_1.mp4",
        b"_1.mp4",
        b"-1_a.mp4",
        b" 1_a.mp4",
        b"1.5_a.mp4",
        b"0x1_a.mp4",
        b"1$(id)_a.mp4",
        b"9223372036854775808_a.mp4",
        b"99999999999999999999_a.mp4",
        "١_a.mp4".encode(),
        b"1_\xff.mp4",
        b"1_new\nline.mp4",
        b"1_escape\x1b[2J.mp4",
    ],
)
def test_a_name_without_a_number_is_reported_and_the_file_kept(finalize, storage, backend, name):
    told = backend()
    (finalize.recordings / os.fsdecode(name)).write_bytes(b"recorded")
    finalize.fails(told).says("rename it")
    assert storage.objects() == {} and told.requests == []


def test_one_that_fails_does_not_hold_up_the_others(finalize, storage, backend):
    told = backend()
    bad = finalize.recording("a_1.mp4")
    good = finalize.recording("b/4711_1.mp4")
    result = finalize(told)
    assert result.status == 1
    result.says("'a_1.mp4' doesn't begin with the number", "once the cause is mended")
    assert list(storage.objects()) == [good.name]
    assert list(finalize.files()) == [bad]


def test_an_empty_folder_is_a_failure(finalize, backend):
    finalize.recording("metadata.json", b"{}")
    finalize.recording("4711_a.webm")
    result = finalize(backend())
    assert result.status == 1
    result.says("no .mp4 in ")


def test_an_empty_recording_is_none(finalize, storage, backend):
    finalize.recording(content=b"")
    finalize.fails(backend()).says("is empty")
    assert storage.objects() == {}


def test_recordings_with_one_name_all_stay_however_often_it_is_tried(finalize, storage, backend):
    for folder in ("a", "b"):
        finalize.recording(f"{folder}/4711_a.mp4", folder.encode())
    for _ in range(2):
        finalize.fails(backend()).says("has the name of another recording")
    assert storage.objects() == {}


def test_a_folder_that_cannot_be_read_is_a_failure(finalize, storage, backend):
    """`find` finds what it can, and says that this isn't all."""
    find = finalize.programs / "find"
    find.write_text('#!/bin/sh\n/usr/bin/find "$@"\nexit 1\n')
    find.chmod(0o755)
    finalize.recording()
    result = finalize(backend())
    assert result.status == 1
    result.says("can't be read as a whole")
    assert list(storage.objects()) == ["4711_a.mp4"]


@pytest.mark.parametrize("arguments", [[], ["a", "b"], ["nowhere"], [""]])
def test_anything_but_one_folder_is_wrong_usage(scripts, arguments):
    run = subprocess.run([scripts.finalize, *arguments], capture_output=True, text=True)
    assert run.returncode == 64
    assert "usage: finalize-s3.sh FOLDER" in run.stderr
