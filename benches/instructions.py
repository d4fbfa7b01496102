#!/usr/bin/env python3
"""Counts the instructions of a request through handlers of 10 and of 10,000 routes, with callgrind.

    python3 benches/instructions.py

Needs cargo and valgrind. The figures are the same on every run of the same binary, whatever else the machine does.
"""
import pathlib
import re
import subprocess
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
FEW, MANY = 100, 1100


def instructions(program, handler, count):
    with tempfile.NamedTemporaryFile() as out:
        command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={out.name}", program, handler, str(count)]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    return int(re.search(r"Collected : (\d+)", said)[1])


def main():
    subprocess.run(["cargo", "build", "--release", "--quiet"], cwd=HERE, check=True)
    program = str(HERE / "target" / "release" / "benches")
    costs = {}
    for handler in ("ten", "ten-thousand"):
        difference = instructions(program, handler, MANY) - instructions(program, handler, FEW)
        costs[handler] = difference / (MANY - FEW)
        print(f"{handler:14} {costs[handler]:8.0f} instructions a request, the client's own included")
    print(f"ratio          {costs['ten-thousand'] / costs['ten']:8.3f}")


if __name__ == "__main__":
    main()
