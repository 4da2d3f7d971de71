"""The settings that `aws` reads."""

import configparser

import pytest

SECRET = "a/b+c=d;e#f%g$h \"i' [j]"


@pytest.fixture
def profile(deployment, render):
    def read(name, **dotenv):
        environment = deployment.environment("jibri", "jibri.yml", **dotenv)
        parser = configparser.RawConfigParser()
        parser.read_string(render(deployment.template("jibri", name), environment))
        assert parser.sections() == ["default"]
        return dict(parser["default"])

    return read


def test_the_key_and_its_secret(profile):
    assert profile(
        "aws-credentials.conf", CONFOMEET_S3_CLIENT_ID="KEY", CONFOMEET_S3_CLIENT_SECRET=SECRET
    ) == {"aws_access_key_id": "KEY", "aws_secret_access_key": SECRET}


@pytest.mark.parametrize(
    ("dotenv", "region"),
    [({}, "us-east-1"), ({"CONFOMEET_S3_REGION": ""}, "us-east-1"), ({"CONFOMEET_S3_REGION": "ru-1"}, "ru-1")],
)
def test_the_region_has_a_default(profile, dotenv, region):
    assert profile("aws-config.conf", **dotenv)["region"] == region


def test_a_server_that_is_not_amazons_is_spoken_to_plainly(profile):
    config = profile("aws-config.conf")
    assert config["s3"].split() == ["addressing_style", "=", "path"]
    assert config["request_checksum_calculation"] == "when_required"
    assert config["response_checksum_validation"] == "when_required"
