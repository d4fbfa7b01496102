#!/usr/bin/env python3
"""Measures examples/bench.rs beside other servers; writes results.json, the chart and the README's table.

    python3 benches/figures.py             # builds, measures (three minutes), draws
    python3 benches/figures.py --draw      # chart and table from results.json

Needs Linux with two cores, cargo, and wrk (Debian: apt-get install wrk); nothing else in Python than its standard library.
One server at a time on core 0, wrk with one thread on core 1, loopback. The servers take turns in every round, so that a slow
minute of the machine is everybody's; figures are medians over the rounds. Processor time is that of the server's process
as the kernel counts it, user and system, by the requests that wrk saw answered.
"""
import argparse
import datetime
import http.client
import json
import os
import pathlib
import platform
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True
import chart  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
PROJECT = HERE.parent
RESULTS = HERE / "results.json"
SERVER_CORE, CLIENT_CORE = "0", "1"
ROUNDS, SECONDS, CONNECTIONS, IDLE = 3, 1, 64, 2_000
PEERS = ["astra", "tiny_http", "rouille", "hyper", "axum", "actix_web"]
ECHO = """
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/octet-stream"
wrk.body = string.rep("x", 1024)
"""
# What wrk asks for, and with which options beyond the usual ones.
WORKLOADS = {
    "plain64": ("/plaintext", []),
    "json": ("/json", []),
    "users": ("/users/42/posts/hello-world", []),
    "echo1k": ("/echo", ["-s", "echo.lua"]),
    "churn": ("/plaintext", ["-H", "Connection: close"]),
}


# Building

def build(folder, *arguments):
    """Builds with cargo; the folder of its programs."""
    subprocess.run(["cargo", "build", "--release", "--quiet", *arguments], cwd=folder, check=True)
    told = subprocess.run(["cargo", "metadata", "--format-version=1", "--no-deps"], cwd=folder, check=True,
                          capture_output=True, text=True).stdout
    return pathlib.Path(json.loads(told)["target_directory"]) / "release"


def programs():
    """The servers by name."""
    ours = build(PROJECT, "--package=examples", "--example=bench") / "examples" / "bench"
    peers = build(HERE / "peers")
    return {"http_core": ours} | {peer: peers / peer for peer in PEERS}


# Servers

class Server:
    """A running server on its core."""

    def __init__(self, program):
        self.port = free_port()
        command = ["taskset", "-c", SERVER_CORE, program, str(self.port)]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def __enter__(self):
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return self
            except ConnectionRefusedError:
                time.sleep(0.02)
        self.__exit__()
        sys.exit(f"{self.process.args[3]} does not listen on its port")

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()

    def processor_seconds(self):
        stat = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text()
        user, system = stat.rsplit(")", 1)[1].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

    def resident_kib(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status)[1])


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


EXPECTED = [
    ("GET", "/plaintext", b"", b"Hello, World!"),
    ("GET", "/json", b"", b'{"message":"Hello, World!"}'),
    ("GET", "/users/42/posts/hello-world", b"", b"42:hello-world"),
    ("POST", "/echo", b"x" * 1024, b"x" * 1024),
]


def check(name, server):
    """Is it the service that is to be measured?"""
    for method, path, content, answer in EXPECTED:
        if ask(server, method, path, content) != (200, answer):
            sys.exit(f"{name} answers {method} {path} wrongly")


def ask(server, method, path, content):
    """Status and content of an answer. Asks again where there is none: astra misses a connection now and then."""
    for _ in range(5):
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=1)
        try:
            connection.request(method, path, content, {"Content-Type": "text/plain"})
            response = connection.getresponse()
            return response.status, response.read()
        except TimeoutError:
            continue
        finally:
            connection.close()
    return None, None


# Measuring

def load(server, workload, folder):
    """A second of requests: processor time of each in microseconds, and how many there were in a second. `None` where
    none was answered, which happens to astra: it gives a connection to a thread for as long as it stays open."""
    path, options = WORKLOADS[workload]
    command = ["taskset", "-c", CLIENT_CORE, "wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", *options,
               f"http://127.0.0.1:{server.port}{path}"]
    before = server.processor_seconds()
    said = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout
    used = server.processor_seconds() - before
    requests, seconds = re.search(r"(\d+) requests in ([\d.]+)s", said).groups()
    if "Non-2xx" in said:
        sys.exit(f"{server.process.args[3]} fails at {workload}: {said}")
    if requests == "0":
        return None
    return {"cpu_us": used * 1e6 / int(requests), "per_second": int(requests) / float(seconds)}


def idle_kib(server):
    """What a connection costs in resident memory that asked once and then stays open."""
    before = server.resident_kib()
    connections = []
    for _ in range(IDLE):
        connection = socket.create_connection(("127.0.0.1", server.port), 5)
        connection.sendall(b"GET /plaintext HTTP/1.1\r\nHost: localhost\r\n\r\n")
        connections.append(connection)
    has_answered_all = are_answered(connections)
    grown = server.resident_kib() - before
    for connection in connections:
        connection.close()
    # One that leaves connections waiting has not had to pay for them.
    return grown / IDLE if has_answered_all else None


def are_answered(connections):
    """All but one in a hundred, at least."""
    missed = 0
    for connection in connections:
        missed += not is_answered(connection)
        if missed > len(connections) // 100:
            return False
    return True


def is_answered(connection):
    connection.settimeout(0.2)
    try:
        return connection.recv(4096).startswith(b"HTTP/1.1 200")
    except TimeoutError:
        return False


def measure(servers):
    samples = {name: {workload: [] for workload in WORKLOADS} for name in servers}
    with tempfile.TemporaryDirectory() as folder:
        pathlib.Path(folder, "echo.lua").write_text(ECHO)
        for number in range(ROUNDS):
            for name, program in servers.items():
                print(f"round {number + 1} of {ROUNDS}: {name}", flush=True)
                with Server(program) as server:
                    check(name, server)
                    for workload in WORKLOADS:
                        samples[name][workload].append(load(server, workload, folder))
    return {name: summary(name, program, samples[name]) for name, program in servers.items()}


def summary(name, program, samples):
    print(f"idle connections: {name}", flush=True)
    with Server(program) as server:
        check(name, server)
        result = {"idle_kib": idle_kib(server)}
    for workload, rounds in samples.items():
        answered = [sample for sample in rounds if sample] or sys.exit(f"{name} never answers at {workload}")
        result[workload] = {key: statistics.median(sample[key] for sample in answered) for key in answered[0]}
        result[workload]["rounds"] = len(answered)
    return result


# What was measured, where

def machine():
    processor = re.search(r"model name\s*: (.*)", pathlib.Path("/proc/cpuinfo").read_text())
    name = processor[1] if processor else platform.machine()
    return f"{name} ({os.cpu_count()} cores), Linux {platform.release()}"


def versions():
    told = subprocess.run(["cargo", "tree", "--depth=1", "--prefix=none"], cwd=HERE / "peers", check=True,
                          capture_output=True, text=True).stdout
    found = dict(line.split()[:2] for line in told.splitlines() if line)
    return {name: found[name.replace("_", "-") if name == "actix_web" else name].lstrip("v") for name in PEERS}


def figures():
    if not shutil.which("wrk"):
        sys.exit("wrk is missing, which sends the requests (Debian: apt-get install wrk)")
    if os.cpu_count() < 2:
        sys.exit("this needs two cores: one for the server, one for wrk")
    servers = programs()
    compiler = subprocess.run(["rustc", "--version"], capture_output=True, text=True, check=True).stdout.split()[1]
    return {
        "date": datetime.date.today().isoformat(),
        "machine": machine(),
        "rustc": compiler,
        "versions": versions(),
        "rounds": ROUNDS,
        "seconds": SECONDS,
        "servers": measure(servers),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--draw", action="store_true", help="measure nothing")
    if not parser.parse_args().draw:
        RESULTS.write_text(json.dumps(figures(), indent=2) + "\n")
    results = json.loads(RESULTS.read_text())
    chart.draw(results, PROJECT / "docs" / "figures.svg")
    chart.write_table(results, PROJECT / "README.md")


if __name__ == "__main__":
    main()
