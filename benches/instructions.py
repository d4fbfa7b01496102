#!/usr/bin/env python3
"""Counts the instructions of a request: parsing it, finding its route, answering it; no socket, no kernel.

    python3 benches/instructions.py             # beside the record; fails where one costs over 3 % more
    python3 benches/instructions.py --record    # makes today's figures the record
    python3 benches/instructions.py --routes    # through handlers of 10 and of 10,000 routes

Needs cargo and valgrind. Counted by callgrind on valgrind's own model of a processor, so that the figures are the same on
every run and nearly so on every machine. Another compiler makes other code: then a rise is shown and is no failure.
"""
import argparse
import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
RECORD = HERE / "instructions.json"
# The first five send one request again and again, so that its head is known; "pages" has another request line each time,
# "links" another field as well, so that nothing is known.
CASES = ["plaintext", "browser", "json", "users", "echo1k", "pages", "links"]
FEW, MANY = 100, 1100
ALLOWED_RISE = 1.03
# Everything between the bytes of a request and those of its response.
WITHIN = "--toggle-collect=*Conversation*advance*"


def build(program):
    subprocess.run(["cargo", "build", "--release", "--quiet", "--bin", program], cwd=HERE, check=True)
    target = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", HERE / "target"))
    return str(target / "release" / program)


def instructions(command, options):
    with tempfile.NamedTemporaryFile() as out:
        valgrind = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={out.name}", *options]
        said = subprocess.run([*valgrind, *command], capture_output=True, text=True, check=True).stderr
    return int(re.search(r"Collected : (\d+)", said)[1])


def per_request(program, case, *options):
    few, many = (instructions([program, case, str(count)], options) for count in (FEW, MANY))
    if few == many:
        sys.exit(f"nothing was counted: is there still a function that {WITHIN} names?")
    return round((many - few) / (MANY - FEW))


def compiler():
    return subprocess.run(["rustc", "--version"], capture_output=True, text=True, check=True).stdout.strip()


def count_requests():
    program = build("requests")
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        figures = pool.map(lambda case: per_request(program, case, WITHIN), CASES)
        return dict(zip(CASES, figures))


def compare(figures, record):
    """Prints figures beside those of the record; the cases that cost too much."""
    print(f"{'instructions':14} {'now':>8} {'record':>8}")
    for case, figure in figures.items():
        recorded = record["instructions"].get(case, figure)
        print(f"{case:14} {figure:8} {recorded:8} {100 * figure / recorded - 100:+7.1f} %")
    return [case for case, figure in figures.items() if figure > ALLOWED_RISE * record["instructions"].get(case, figure)]


def check():
    record = json.loads(RECORD.read_text())
    dearer = compare(count_requests(), record)
    if not dearer:
        return
    print(f"A request costs over 3 % more than recorded: {', '.join(dearer)}.")
    if record["rustc"] != compiler():
        print(f"The record is of {record['rustc']}, this is {compiler()}: that may be why, so this is no failure.")
        return
    print("Where it is worth that: python3 benches/instructions.py --record, commit instructions.json, and say why.")
    sys.exit(1)


def routes():
    program = build("routes")
    costs = {handler: per_request(program, handler) for handler in ("ten", "ten-thousand")}
    for handler, cost in costs.items():
        print(f"{handler:14} {cost:8} instructions a request, the client's own included")
    print(f"ratio          {costs['ten-thousand'] / costs['ten']:8.3f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument("--record", action="store_true")
    choice.add_argument("--routes", action="store_true")
    arguments = parser.parse_args()
    if arguments.routes:
        routes()
    elif arguments.record:
        RECORD.write_text(json.dumps({"rustc": compiler(), "instructions": count_requests()}, indent=2) + "\n")
        print(RECORD.read_text(), end="")
    else:
        check()


if __name__ == "__main__":
    main()
