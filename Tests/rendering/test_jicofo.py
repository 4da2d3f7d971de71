"""Shared documents have random names, unless somebody turns that off where it can be turned off."""

import pytest
from hocon import parsed, without

BLOCK = "jicofo.conference.shared-document"
SETTING = f"{BLOCK}.use-random-name"
VARIABLE = "ENABLE_SHARED_DOCUMENT_RANDOM_NAME"


@pytest.fixture
def settings(deployment, render):
    template = deployment.template("jicofo", "jicofo.conf")

    def read(**dotenv):
        return parsed(render(template, deployment.environment("jicofo", "docker-compose.yml", **dotenv)))

    return read


@pytest.mark.parametrize("dotenv", [{}, {VARIABLE: ""}, {VARIABLE: "1"}, {VARIABLE: "true"}])
def test_names_are_random(settings, dotenv):
    assert settings(**dotenv)[SETTING] is True


def test_only_an_image_of_upstreams_can_be_told_otherwise(deployment, settings):
    is_own = "build" in deployment.service("jicofo", "docker-compose.yml")
    assert settings(**{VARIABLE: "0"}).get(SETTING, False) is is_own


def test_all_other_settings_are_upstreams(deployment, render, settings):
    upstream = deployment.original("jicofo", "jicofo.conf")
    dotenv = {"ENABLE_AUTO_OWNER": "0", "ENABLE_RECORDING": "1"}
    environment = deployment.environment("jicofo", "docker-compose.yml", **dotenv)
    expected = parsed(render(upstream, environment))
    assert expected["jicofo.conference.enable-auto-owner"] is False
    assert without(settings(**dotenv), BLOCK) == without(expected, BLOCK)
