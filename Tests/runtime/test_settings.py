"""Without settings nothing is tried, and it is said which one is missing."""

import pytest


@pytest.mark.parametrize(
    "name", ["CONFOMEET_S3_URL", "CONFOMEET_S3_BUCKET", "CONFOMEET_S3_CLIENT_ID", "CONFOMEET_S3_CLIENT_SECRET"]
)
@pytest.mark.parametrize("empty", [False, True])
def test_a_variable_that_is_missing_is_named(finalize, storage, name, empty):
    finalize.recording()
    result = finalize.fails(**({name: ""} if empty else {"without": [name]}))
    assert result.status == 78
    result.says(f"S3 is not configured, {name} is not set")
    assert storage.objects() == {}


def test_credentials_that_were_not_written_are_missed(finalize):
    finalize.recording()
    result = finalize.fails(without=["AWS_SHARED_CREDENTIALS_FILE", "AWS_CONFIG_FILE"])
    assert result.status == 78
    result.says("the settings of aws are missing, see 11-awscli")


@pytest.mark.parametrize("name", ["ATTEMPTS", "RETRY_DELAY", "TIMEOUT"])
@pytest.mark.parametrize("value", ["0", "-1", "5s", "1.5", "a[$(touch pwned)]", "99999"])
def test_a_bound_is_a_number(finalize, name, value):
    finalize.recording()
    result = finalize.fails(**{f"CONFOMEET_S3_{name}": value})
    assert result.status == 78
    result.says("are whole numbers from 1 on")
    assert not list(finalize.home.rglob("pwned"))


def test_an_image_without_aws_is_told(finalize):
    for name in ("bash", "realpath", "curl", "jq"):
        (finalize.programs / name).symlink_to(f"/usr/bin/{name}")
    (finalize.programs / "aws").unlink()
    finalize.recording()
    result = finalize.fails(PATH=str(finalize.programs))
    assert result.status == 69
    result.says("aws is missing in this image, see install-awscli")
