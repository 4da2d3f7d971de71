"""The time limits: jibri's own while a variable is unset, else the variable's value, whatever is in it."""

import pytest
from hocon import parsed, without

BLOCK = "jibri.call-status-checks"
ALL_MUTED = f"{BLOCK}.all-muted-timeout"
NO_MEDIA = f"{BLOCK}.no-media-timeout"

# Nothing that needs an escape `\u…` in JSON: the parser here doesn't read those, jibri's does.
VALUES = [
    "60 seconds",
    "30 minutes",
    "1 hour",
    "0",
    "90000",
    '"10 minutes"',
    "10' ",
    "a } b { c",
    "ends in \\",
    "${jibri.id}",
    "# // {{ .Env.HOME }}",
    "час",
    "two\nlines",
]


@pytest.fixture
def settings(deployment, render):
    template = deployment.template("jibri", "jibri.conf")

    def read(**dotenv):
        return parsed(render(template, deployment.environment("jibri", "jibri.yml", **dotenv)))

    return read


def test_without_variables_jibri_keeps_its_defaults(settings):
    assert settings().get(ALL_MUTED, None) is None
    assert settings().get(NO_MEDIA, None) is None


def test_an_empty_variable_is_as_good_as_none(settings):
    assert settings(JIBRI_ALL_MUTED_TIMEOUT="", JIBRI_NO_MEDIA_TIMEOUT="") == settings()


@pytest.mark.parametrize("value", VALUES)
def test_a_value_arrives_as_it_is(settings, value):
    both = settings(JIBRI_ALL_MUTED_TIMEOUT=value, JIBRI_NO_MEDIA_TIMEOUT=value)
    assert both[ALL_MUTED] == value
    assert both[NO_MEDIA] == value


@pytest.mark.parametrize(
    ("variable", "path", "other"),
    [("JIBRI_ALL_MUTED_TIMEOUT", ALL_MUTED, NO_MEDIA), ("JIBRI_NO_MEDIA_TIMEOUT", NO_MEDIA, ALL_MUTED)],
)
def test_each_variable_sets_its_own_limit_alone(settings, variable, path, other):
    read = settings(**{variable: "7 minutes"})
    assert read[path] == "7 minutes"
    assert read.get(other, None) is None


@pytest.mark.parametrize("value", ["", *VALUES])
def test_all_other_settings_are_upstreams(deployment, render, settings, value):
    upstream = deployment.original("jibri", "jibri.conf")
    environment = deployment.environment("jibri", "jibri.yml")
    read = settings(JIBRI_ALL_MUTED_TIMEOUT=value, JIBRI_NO_MEDIA_TIMEOUT=value)
    assert without(read, BLOCK) == parsed(render(upstream, environment)).as_plain_ordered_dict()


def test_the_finalize_script_is_the_one_in_the_environment(settings):
    read = settings(JIBRI_FINALIZE_RECORDING_SCRIPT_PATH="/usr/bin/finalize-s3.sh")
    assert read["jibri.recording.finalize-script"] == "/usr/bin/finalize-s3.sh"
