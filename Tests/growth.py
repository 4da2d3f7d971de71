"""How time and memory grow with what the tool is given: each case is run in two sizes, on a small upstream made here.

The exponent says how the CPU time grows with the size: 1 is in step with it, 2 as its square.
"""

import math
import os
import shutil
import subprocess
import sys

EXPONENT = 1.2
VARIABLES = 20


class Site:
    """An upstream, a patch set and a deployment of one case, in a folder of their own."""

    def __init__(self, tool, git, folder):
        self.tool, self.git, self.folder = tool, git, folder
        self.upstream, self.patches = folder / "upstream", folder / "patches"
        folder.mkdir(parents=True)
        self.source = ["--upstream", self.upstream, "--patches", self.patches]
        self.patch({})

    def release(self, *releases):
        """Makes upstream of releases, stable-1000 and on: each a dictionary of texts by path."""
        stream = []
        for index, files in enumerate(releases):
            stream.append(f"commit refs/heads/main\nmark :{index + 1}\n")
            stream.append(f"committer b <b@example.org> {1_600_000_000 + 86_400 * index} +0000\ndata 1\nr\n")
            stream.append(f"from :{index}\n" if index else "")
            for path, text in files.items():
                stream.append(f"M 644 inline {path}\ndata {len(text)}\n{text}\n")
            stream.append(f"\nreset refs/tags/stable-{1000 + index}\nfrom :{index + 1}\n\n")
        self.upstream.mkdir()
        subprocess.run(["git", "init", "-q", "-b", "main"], cwd=self.upstream, env=self.git, check=True)
        text = "".join(stream).encode()
        subprocess.run(["git", "fast-import", "--quiet"], cwd=self.upstream, env=self.git, input=text, check=True)

    def patch(self, patches):
        """Makes the patch set of patches by their names."""
        shutil.rmtree(self.patches, ignore_errors=True)
        self.patches.mkdir()
        names = "".join(f"\n  - {name}" for name in patches) or " []"
        include = "".join(f"\n    - {glob}" for glob in ['"*.yml"', '"*.txt"', "env.example", "web/**"])
        (self.patches / "patchset.yaml").write_text(
            "format: 1\nname: growth\nupstream:\n  url: https://example.org/upstream\n  releases: stable-*\n"
            f"  since: stable-1000\ndeployment:\n  directory: files\n  include:{include}\npatches:{names}\n"
        )
        for name, text in patches.items():
            (self.patches / name).mkdir()
            (self.patches / name / "patch.yaml").write_text(text)

    def deploy(self, **files):
        """Installs stable-1000, and puts files of people's own over it: `_` stands for the dot of their names."""
        self.run(["stable-1000", "--quiet", *self.source])
        for name, text in files.items():
            (self.folder / "deployment" / "files" / name.replace("_", ".")).write_text(text)

    def run(self, command):
        """The CPU seconds and the MiB that a command takes."""
        words = [str(word) for word in [self.tool, *command]]
        with open(self.folder / "output", "wb") as output:
            process = subprocess.Popen(
                words, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=output, stderr=output
            )
            _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        # Conflicts, drift and findings are what some cases are about.
        if process.returncode not in (0, 2, 3):
            sys.exit(f"{' '.join(words)}: exit status {process.returncode}")
        return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def compose(*services):
    return "services:\n" + "".join(services)


def service(name, environment):
    lines = "".join(f"            - {entry}\n" for entry in environment)
    return f"    {name}:\n        image: example/{name}:1\n        environment:\n{lines}"


MOUNT = "services:\n    web:\n        image: example/web:1\n        volumes:\n            - ./a.txt:/a.txt\n"


def conflicts_in_compose(site, size):
    text = lambda value: compose(service("web", [f"V{number}=${{V{number}:-{value}}}" for number in range(size)]))
    site.release({"docker-compose.yml": text(1)}, {"docker-compose.yml": text(2)})
    site.deploy(**{"docker-compose_yml": text(3)})
    return ["stable-1001", "--dry-run", *site.source]


def conflicts_in_lines(site, size):
    text = lambda value: "".join(f"line {line} is {0 if line % 10 else value}\n" for line in range(10 * size))
    site.release({"docker-compose.yml": MOUNT, "a.txt": text(1)}, {"docker-compose.yml": MOUNT, "a.txt": text(2)})
    site.deploy(a_txt=text(3))
    return ["stable-1001", "--dry-run", *site.source]


def variables_in_a_report(site, size):
    def files(value):
        names = [f"V{number}" for number in range(size)]
        built = service("web", names).replace("        image:", "        build: ./web\n        image:")
        template = "".join(f'{{{{ .Env.{name} | default "{value}" }}}}\n' for name in names)
        return {
            "docker-compose.yml": compose(built),
            "web/Dockerfile": "FROM scratch\nCOPY rootfs/ /\n",
            "web/rootfs/defaults/a.conf": template,
            "env.example": "".join(f"#{name}={value}\n" for name in names),
        }

    site.release(files(1), files(2))
    site.deploy()
    return ["stable-1001", "--dry-run", "--report", "report.json", *site.source]


def variables_of_services(site, size):
    names = [f"V{number}" for number in range(size)]
    text = compose(*(service(f"s{number}", names) for number in range(10)))
    values = lambda value: "".join(f"{name}={value}\n" for name in names)
    site.release(
        {"docker-compose.yml": text, "env.example": values(1)}, {"docker-compose.yml": text, "env.example": values(2)}
    )
    site.deploy(_env=values(1))
    return ["env", "stable-1001", *site.source]


def services_with_variables(site, size):
    names = [f"V{number}" for number in range(VARIABLES)]
    text = compose(*(service(f"s{number}", names) for number in range(size)))
    values = lambda value: "".join(f"{name}={value}\n" for name in names)
    site.release(
        {"docker-compose.yml": text, "env.example": values(1)}, {"docker-compose.yml": text, "env.example": values(2)}
    )
    site.deploy(_env=values(1))
    return ["env", "stable-1001", *site.source]


def unknown_variables(site, size):
    names = [f"KNOWN_{number}" for number in range(100)]
    example = "".join(f"{name}=1\n" for name in names)
    text = lambda *more: compose(service("web", [*names, *more]))
    site.release(
        {"docker-compose.yml": text(), "env.example": example},
        {"docker-compose.yml": text("MORE"), "env.example": example},
    )
    site.deploy(_env="".join(f"UNKNOWN_{number}=1\n" for number in range(size)))
    return ["env", "stable-1001", *site.source]


def patches_of_a_file(site, size):
    site.release({"docker-compose.yml": MOUNT, "a.txt": "".join(f"line {line} is 1\n" for line in range(8000))})
    site.patch(
        {
            f"p{number}": f"id: p{number}\ntitle: A line\nreason: It counts.\nvariants:\n  - name: all\n"
            "    operations:\n      - text.replace:\n          file: a.txt\n"
            f"          find: line {10 * number} is 1\n          with: line {10 * number} is 2\n"
            for number in range(size)
        }
    )
    return ["stable-1000", "--dry-run", *site.source]


def releases(site, size):
    def files(index):
        default = lambda number: index if number % 50 == index % 50 else 0
        entries = [f"V{number}=${{V{number}:-{default(number)}}}" for number in range(300)]
        example = "".join(f"V{number}=\n" for number in range(300 + index % 7))
        return {"docker-compose.yml": compose(service("web", entries)), "env.example": example}

    site.release(*(files(index) for index in range(size)))


def releases_in_a_matrix(site, size):
    releases(site, size)
    return ["matrix", *site.source]


def releases_in_a_report(site, size):
    releases(site, size)
    site.deploy()
    return [f"stable-{999 + size}", "--dry-run", "--report", "report.json", *site.source]


def releases_in_env(site, size):
    releases(site, size)
    site.deploy()
    return ["env", f"stable-1000..stable-{999 + size}", *site.source]


CASES = {
    "conflicts in a compose file": (conflicts_in_compose, (250, 1000)),
    "conflicts in lines, ten for each": (conflicts_in_lines, (250, 1000)),
    "variables in a report": (variables_in_a_report, (250, 1000)),
    "variables of ten services, env": (variables_of_services, (500, 2000)),
    "services with twenty variables, env": (services_with_variables, (100, 400)),
    "unknown variables in .env, env": (unknown_variables, (2000, 8000)),
    "patches of a file of 8,000 lines": (patches_of_a_file, (100, 400)),
    "releases in a matrix": (releases_in_a_matrix, (250, 1000)),
    "releases in a report": (releases_in_a_report, (250, 1000)),
    "releases in env": (releases_in_env, (250, 1000)),
}


def measure(tool, git, work):
    """Prints a line for each case; gives the names of those that grow faster than they may."""
    print(f"\n  {'':38}{'sizes':>12}{'CPU':>18}{'memory':>18}{'exponent':>10}")
    faster = []
    for name, (case, sizes) in CASES.items():
        results = []
        for size in sizes:
            site = Site(tool, git, work / case.__name__ / str(size))
            command = case(site, size)
            results.append(min(site.run(command) for _ in range(3)))
            shutil.rmtree(site.folder)
        exponent = math.log(results[1][0] / results[0][0]) / math.log(sizes[1] / sizes[0])
        if exponent > EXPONENT:
            faster.append(name)
        cells = [
            f"{sizes[0]:,}–{sizes[1]:,}",
            f"{results[0][0]:.2f} → {results[1][0]:.2f} s",
            f"{results[0][1]:.0f} → {results[1][1]:.0f} MiB",
        ]
        print(f"  {name:38}{cells[0]:>12}{cells[1]:>18}{cells[2]:>18}{exponent:>10.2f}", flush=True)
    return faster
