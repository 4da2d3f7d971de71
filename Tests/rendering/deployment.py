"""A generated tree as Compose and the images read it."""

import re

import pytest
import yaml

REFERENCE = re.compile(r"\$\{(?P<name>\w+)(?::-(?P<default>[^}]*))?\}")


class Deployment:
    def __init__(self, generated, upstream=None):
        self.generated = generated
        self.upstream = upstream
        versions = re.findall(r"JITSI_IMAGE_VERSION:-([\w.-]+)", (generated / "docker-compose.yml").read_text())
        self.release = versions[0] if versions else generated.name

    def service(self, name, file):
        return yaml.safe_load((self.generated / file).read_text())["services"][name]

    def environment(self, service, file, **dotenv):
        """The variables that the container has, given those of `.env`."""
        variables = {}
        for entry in self.service(service, file)["environment"]:
            name, equals, value = entry.partition("=")
            if equals:
                variables[name] = interpolated(value, dotenv)
            elif name in dotenv:
                variables[name] = dotenv[name]
        return variables

    def template(self, image, name):
        """A template as it is in the image: built of the generated tree, or upstream's own."""
        path = f"{image}/rootfs/defaults/{name}"
        if (self.generated / path).exists():
            return self.generated / path
        return self.original(image, name)

    def original(self, image, name):
        """A template as upstream has it."""
        if self.upstream is None:
            pytest.skip("CONFOMEET_UPSTREAM_TREES names no files of upstream's")
        return self.upstream / f"{image}/rootfs/defaults/{name}"


def interpolated(value, dotenv):
    return REFERENCE.sub(
        lambda match: dotenv.get(match["name"]) or match["default"] or "", value
    )
