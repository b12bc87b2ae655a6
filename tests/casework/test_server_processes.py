"""Processes of the server: they read tables although the process that started them has read some before."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

APPLICATION = """
import polars

def application(environ, start_response):
    counted = polars.DataFrame({"person": range(50_000)}).lazy().group_by("person").agg(polars.len()).collect().height
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [str(counted).encode()]
"""
SERVER = """
import sys
import polars
from casework.config import serving

if __name__ == "__main__":
    polars.DataFrame({"person": range(50_000)}).lazy().group_by("person").agg(polars.len()).collect()
    serving.TARGET = "reads_a_table:application"
    serving.static_mounts = dict
    serving._serve("127.0.0.1", int(sys.argv[1]), 1)
"""
ANSWERS_WITHIN_SECONDS = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answer_of(port: int) -> str:
    """What the server answers, once it listens; an address where a process hangs ends with a timeout."""
    until = time.monotonic() + ANSWERS_WITHIN_SECONDS
    while True:
        try:
            with urlopen(f"http://127.0.0.1:{port}/", timeout=ANSWERS_WITHIN_SECONDS) as response:
                return str(response.read().decode())
        except URLError as error:
            if not isinstance(error.reason, ConnectionRefusedError) or time.monotonic() > until:
                raise
            time.sleep(0.2)


def test_a_process_reads_tables_although_the_one_that_started_it_has(tmp_path: Path) -> None:
    """As after `zige demo` has made its home: a forked process waited for ever for threads it did not have."""
    (tmp_path / "reads_a_table.py").write_text(APPLICATION)
    (tmp_path / "server.py").write_text(SERVER)
    port = free_port()
    path = os.pathsep.join([str(tmp_path), *sys.path])
    server = subprocess.Popen(
        [sys.executable, tmp_path / "server.py", str(port)], env={**os.environ, "PYTHONPATH": path}
    )
    try:
        assert answer_of(port) == "50000"
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(ANSWERS_WITHIN_SECONDS)
