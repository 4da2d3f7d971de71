"""A jibri container without an engine: the machine's Debian with the image's folder rootfs laid over it.

s6-overlay isn't here. What it does for the scripts is done with Debian's s6 and execline: `with-contenv` loads a folder
of variables and starts the rest of its command line, fix-attrs.d gives owners and modes, a oneshot's `up` is execline.
"""

import os
import shlex
import shutil
import subprocess

# UIDs as in the images, where s6 is the first user.
USERS = {"jibri": 1100, "s6": 1000}

WITH_CONTENV = """#!/bin/execlineb -S0
s6-envdir -fn -- {folder}
$@
"""

# A name as root; each of its lines `path recursive account file-mode folder-mode`.
FIX_ATTRS = r"""
fix_attrs() {
    while read -r path recursive account file_mode folder_mode; do
        [ -n "$path" ] || continue
        depth="-maxdepth 0"
        [ "$recursive" = true ] && depth=
        find "$path" $depth -type f -exec chown "$account" {} + -exec chmod "$file_mode" {} + || exit
        find "$path" $depth -type d -exec chown "$account" {} + -exec chmod "$folder_mode" {} + || exit
    done < "$1"
}
"""


class Container:
    def __init__(self, tree, renderer, folder):
        self.tree, self.folder = tree, folder
        self.layer = folder / "layer"
        self.parts = folder / "parts"
        self.root = folder / "root"
        self.mounted = folder / "volume"
        self.variables = folder / "variables"
        for path in (self.layer, self.parts, self.root, self.mounted, self.variables):
            path.mkdir()
        self.user = "s6" if tree.s6 == 3 else "jibri"
        self.volume = "/storage" if tree.s6 == 3 else "/config"
        self.contenv = "/run/s6/container_environment"
        self.recordings = self.mounted / "recordings"
        self.add("usr/bin/tpl", renderer.read_bytes(), 0o755)
        shim = WITH_CONTENV.format(folder=self.contenv).encode()
        self.add("command/with-contenv" if tree.s6 == 3 else "usr/bin/with-contenv", shim, 0o755)
        passwd = "root:x:0:0::/root:/bin/bash\n"
        group = "root:x:0:\n"
        for name, number in USERS.items():
            passwd += f"{name}:x:{number}:{number}::/home/{name}:/bin/bash\n"
            group += f"{name}:x:{number}:\n"
        self.add("etc/passwd", passwd.encode())
        self.add("etc/group", group.encode())
        for name in ("config", "storage", "run", "home", "tmp", "proc", "dev"):
            (self.layer / name).mkdir(exist_ok=True)
        for path in [self.layer, *self.layer.rglob("*")]:
            if path.is_dir():
                path.chmod(0o755)

    def add(self, name, content, mode=0o644):
        path = self.layer / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        path.chmod(mode)

    def environment(self, dotenv):
        """What Compose makes of `.env`, as s6 leaves it for with-contenv."""
        shutil.rmtree(self.variables)
        self.variables.mkdir()
        for name, value in self.tree.handed_to_jibri(dotenv).items():
            (self.variables / name).write_text(value)

    def recording(self, name, content):
        path = self.recordings / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        for each in [self.mounted, *self.mounted.rglob("*")]:
            os.chown(each, USERS[self.user], USERS[self.user])
        return path

    def mounts(self):
        """Shell lines that make the container's file systems, in a mount namespace of its own."""
        root, user, parts = shlex.quote(str(self.root)), USERS[self.user], shlex.quote(str(self.parts))
        # Layers must not lie within each other, and everything lies below `/`: so they move into memory.
        yield f"mount -t tmpfs -o mode=0755 parts {parts}; mkdir {parts}/upper {parts}/work"
        yield f"cp -a {shlex.quote(str(self.layer))} {parts}/layer"
        yield f"cp -a {shlex.quote(str(self.tree.rootfs))} {parts}/rootfs"
        layers = f"lowerdir={parts}/layer:{parts}/rootfs:/"
        if self.tree.s6 == 3:
            # read_only, and tmpfs as in jibri.yml; s6-overlay hands /run to the container's user.
            yield f"mount -t overlay overlay -o ro,{layers} {root}"
            yield f"mount -t tmpfs -o size=16m,mode=1750,uid={user},gid={user} run {root}/run"
            yield f"mount -t tmpfs -o size=16m,mode=1777,noexec tmp {root}/tmp"
        else:
            yield f"mount -t overlay overlay -o {layers},upperdir={parts}/upper,workdir={parts}/work {root}"
            yield f"mount -t tmpfs -o mode=0755 run {root}/run; mount -t tmpfs -o mode=1777 tmp {root}/tmp"
        yield f"mount --rbind /proc {root}/proc; mount --rbind /dev {root}/dev"
        yield f"mount --bind {shlex.quote(str(self.mounted))} {root}{self.volume}"
        yield f"mkdir -p {root}{self.contenv}; cp -r {shlex.quote(str(self.variables))}/. {root}{self.contenv}"

    def image(self):
        """What the Dockerfile makes, as far as it matters here."""
        if self.tree.s6 == 3:
            return []
        steps = [
            step.strip(" \\&")
            for step in (self.tree.folder / "jibri/Dockerfile").read_text().splitlines()
            if step.strip().startswith("install -d ")
        ]
        return ["install -d -o jibri -m 0750 /home/jibri /home/jibri/.config", *steps]

    def start(self):
        """What s6-overlay runs before any service, as far as it is ours."""
        if self.tree.s6 == 3:
            return [self.as_user("execlineb -P /etc/s6-overlay/s6-rc.d/11-awscli/up")]
        every = "for file in /etc/fix-attrs.d/*; do fix_attrs $file; done"
        return [every, "/etc/cont-init.d/11-awscli"]

    def as_user(self, command):
        number = USERS[self.user]
        return f"setpriv --reuid={number} --regid={number} --clear-groups {command}"

    def run(self, *commands):
        """Starts the container and runs shell commands in it, as root; stops at the first that fails."""
        inside = "\n".join(["set -e", FIX_ATTRS, *self.image(), *self.start(), *commands])
        setup = "\n".join(["set -e", *self.mounts()])
        chroot = f"exec chroot {shlex.quote(str(self.root))} /usr/bin/env -i PATH=/usr/bin:/bin:/usr/sbin:/sbin sh -c {shlex.quote(inside)}"
        return subprocess.run(
            ["unshare", "--mount", "--propagation", "private", "bash", "-c", f"{setup}\n{chroot}"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
        )


def unavailable(folder):
    """Why there can be no containers here, or nothing."""
    missing = [name for name in ("unshare", "setpriv", "s6-envdir", "execlineb") if not shutil.which(name)]
    if missing:
        return f"no {', '.join(missing)}: apt install s6 execline util-linux"
    trial = f"mount -t tmpfs tmpfs {folder} && mkdir {folder}/a {folder}/b"
    trial += f" && mount -t overlay overlay -o ro,lowerdir={folder}/a:/ {folder}/b"
    tried = subprocess.run(["unshare", "--mount", "bash", "-c", trial], capture_output=True, text=True)
    return f"no file systems can be mounted here: {tried.stderr.strip()}" if tried.returncode else None
