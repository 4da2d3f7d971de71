"""A generated tree: what of it goes into the jibri image, and what Compose would hand to the container."""

import hashlib
import re
from pathlib import Path

import yaml


class Tree:
    def __init__(self, folder, upstream=None):
        self.folder = folder
        self.upstream = upstream
        versions = re.findall(r"JITSI_IMAGE_VERSION:-([\w.-]+)", (folder / "docker-compose.yml").read_text())
        self.release = versions[0] if versions else folder.name
        self.rootfs = folder / "jibri" / "rootfs"
        self.services = self.rootfs / "etc/s6-overlay/s6-rc.d"
        self.s6 = 3 if self.services.exists() else 1

    def __str__(self):
        return self.release

    @property
    def finalize(self):
        return self.rootfs / "usr/bin/finalize-s3.sh"

    def same_scripts(self):
        """Equal for trees whose scripts and templates of ours are the same, byte for byte."""
        names = ["usr/bin/finalize-s3.sh", "defaults/aws-config.conf", "defaults/aws-credentials.conf"]
        return hashlib.sha256(b"\0".join((self.rootfs / name).read_bytes() for name in names)).digest()

    def handed_to_jibri(self, dotenv):
        """The variables of `.env` that the container gets."""
        service = yaml.safe_load((self.folder / "jibri.yml").read_text())["services"]["jibri"]
        names = {entry.partition("=")[0] for entry in service["environment"]}
        return {name: value for name, value in dotenv.items() if name in names}

    def compose_files(self):
        """Every file that is a Compose project or part of one, by its path in the tree."""
        for path in sorted(self.folder.rglob("*.yml")):
            try:
                content = yaml.safe_load(path.read_text())
            except yaml.YAMLError:
                continue
            if isinstance(content, dict) and isinstance(content.get("services"), dict):
                yield str(path.relative_to(self.folder))


def distinct(trees):
    """One tree for each set of scripts."""
    return list({tree.same_scripts(): tree for tree in trees}.values())


def read(variable_value):
    return [Path(folder).resolve() for folder in variable_value.split(":") if folder]
