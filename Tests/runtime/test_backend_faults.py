"""The backend doesn't answer as it should: the file stays, and a later run only has to tell the backend."""

import hashlib

import pytest

from backend import unused_address

CONTENT = b"recorded"
DIGEST = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def uploaded(finalize, storage):
    """A recording that an earlier run has brought into the bucket."""
    file = finalize.recording(content=CONTENT)
    storage.put(file.name, CONTENT, sha256=DIGEST)
    return file


def test_an_error_that_passes_is_waited_for(finalize, uploaded, backend):
    told = backend(500, 200)
    result = finalize(told)
    assert result.status == 0, result.output
    result.says("answered 500", "attempt 1 failed, the next one in 1 s")
    assert [body for _, _, body in told.requests] == [told.requests[0][2]] * 2
    assert not uploaded.exists()


@pytest.mark.parametrize(
    ("answers", "requests", "says"),
    [
        ([500], 2, "given up after 2 attempts"),
        ([429], 2, "given up after 2 attempts"),
        (["close"], 2, "given up after 2 attempts"),
        (["hang"], 2, "given up after 2 attempts"),
        ([400], 1, 'answered 400 to {"meetingId":4711,'),
        ([404], 1, "answered 404"),
        ([304], 1, "answered 304"),
    ],
)
def test_an_error_that_stays_leaves_the_file(finalize, uploaded, storage, backend, answers, requests, says):
    told = backend(*answers)
    bound = {"CONFOMEET_S3_TIMEOUT": "2"} if answers[0] == "hang" else {}
    finalize.fails(told, **bound).says(says)
    assert len(told.requests) == requests
    assert storage.objects() == {uploaded.name: CONTENT}


def test_a_backend_that_is_not_there_leaves_the_file(finalize, uploaded):
    finalize.fails(unused_address()).says("given up after 2 attempts")


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_no_answer(finalize, uploaded, backend, status):
    """To follow one would turn the request into another one, and call it done."""
    elsewhere = backend(200)
    told = backend((status, f"http://{elsewhere.domain}/login"))
    finalize.fails(told).says(f"answered {status} and points to http://{elsewhere.domain}/login")
    assert elsewhere.requests == [] and len(told.requests) == 1


def test_what_is_in_the_bucket_is_not_sent_again(finalize, uploaded, storage, backend):
    before = storage.client.head_object(Bucket=storage.bucket, Key=uploaded.name)
    finalize.fails(backend(400))
    assert finalize(backend(200)).status == 0
    after = storage.client.head_object(Bucket=storage.bucket, Key=uploaded.name)
    assert after["LastModified"] == before["LastModified"]
    assert not uploaded.exists()


def test_a_file_that_is_still_written_to_stays(finalize, uploaded, backend):
    def write(_):
        with uploaded.open("ab") as file:
            file.write(b" and more")
        return 200

    result = finalize(backend(write))
    assert result.status == 1
    result.says("has changed since its upload began", "once the cause is mended")
    assert uploaded.read_bytes() == CONTENT + b" and more"
