"""`zige serve`: the web application on this machine, or behind the city's own HTTPS server."""

import multiprocessing
import os
import socket
from contextlib import nullcontext
from pathlib import Path
from typing import Annotated

import django
import typer
from django.conf import settings
from django.contrib.staticfiles.finders import AppDirectoriesFinder
from django.core.management import call_command
from django.db import connection
from granian.constants import Interfaces
from granian.server import Server

from casework.config.keeping import worker_beside
from zige.cli.home_option import HomeOption
from zige.errors import HomeRefused, RequestRefused
from zige.store.home import Home, open_home
from zige.store.keys import has_field_keys, make_field_keys
from zige.store.settings import LOCAL

EXAMPLES = {
    "serve": """示例 / example:

  zige serve --home /srv/zige --port 8000
""",
}
TARGET = "casework.config.wsgi:application"
ENDING_SECONDS = 15
"""How long a process may take to end: one that hangs would keep the server, and the worker beside it, from ending."""
STATIC_SECONDS = 300
"""How long a browser keeps a stylesheet: short, so that an upgrade is seen at once."""


def serve(
    home: HomeOption = None,
    host: Annotated[str, typer.Option("--host", help="监听地址 / address to listen on")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="端口 / port")] = 8000,
    workers: Annotated[int, typer.Option("--workers", min=1, help="进程数 / processes")] = 2,
    no_worker: Annotated[
        bool, typer.Option("--no-worker", help="不启动后台进程 / no worker for jobs beside it")
    ] = False,
) -> None:
    """启动网页应用：数据库按需建立或升级，然后开始服务，并在旁边启动一个执行后台任务的进程。

    Start the web application: make or upgrade its database, then serve, with a worker for jobs beside it.
    """
    check_free(host, port)
    check_demo_stays_here(open_home(home), host)
    check_https(open_home(home))
    prepare_database(home)
    run_server(host, port, workers, with_worker=not no_worker)


def run_server(host: str, port: int, workers: int, *, with_worker: bool = True) -> None:
    """Serve the home that `prepare` named, until it is ended."""
    call_command("check_database_role")
    with worker_beside(settings.HOME.path) if _needs_worker(refused=not with_worker) else nullcontext():
        _serve(host, port, workers)


def _needs_worker(*, refused: bool) -> bool:
    """Whether to start one; where none will be at work it is said, since jobs would wait."""
    from casework.jobs.alone import is_there  # noqa: PLC0415 - Django knows the home from here on

    if is_there(settings.HOME.path):
        return False
    if refused:
        print("没有后台进程：提交的工作会等到 zige worker 启动 / No worker: jobs wait for zige worker")
    return not refused


def _serve(host: str, port: int, workers: int) -> None:
    # A forked process inherits the locks of Polars' threads but not the threads: the first table read would never end.
    multiprocessing.set_start_method("spawn", force=True)
    mounts = static_mounts()
    Server(
        TARGET,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        workers_kill_timeout=ENDING_SECONDS,
        static_path_route=list(mounts),
        static_path_mount=list(mounts.values()),
        static_path_expires=STATIC_SECONDS,
    ).serve()


def prepare(home: Path | None) -> None:
    """Let Django know the home. Raises HomeRefused where there is none or a setting is wrong."""
    path = open_home(home).path
    (path / "incoming").mkdir(mode=0o700, exist_ok=True)
    os.environ["ZIGE_HOME"] = str(path)
    os.environ["DJANGO_SETTINGS_MODULE"] = "casework.config.settings"
    django.setup()


def prepare_database(home: Path | None) -> None:
    """`prepare`, the keys for fields, and the database made or upgraded.

    Raises HomeRefused where a database is there but the keys for its fields are not: new ones would not open them.
    """
    prepare(home)
    keys = open_home(home).path / "keys"
    if not has_field_keys(keys) and connection.introspection.table_names():
        raise HomeRefused(
            "keys 目录中缺少加密字段的密钥，而数据库已有数据；请从备份恢复 keys 目录",
            "the keys for sealed fields are missing from the folder keys, but the database is there; restore keys from "
            "the backup",
        )
    make_field_keys(keys)
    call_command("migrate", verbosity=0, interactive=False)


def static_mounts() -> dict[str, Path]:
    """The addresses of stylesheets and scripts, each with the folder of the installed app that holds them."""
    folders = AppDirectoriesFinder().storages.values()
    return {
        f"/{settings.STATIC_URL.strip('/')}/{folder.name}": folder
        for storage in folders
        for folder in sorted(Path(storage.location).iterdir())
        if folder.is_dir()
    }


def check_demo_stays_here(home: Home, host: str) -> None:
    """Raises RequestRefused where a demonstration, which asks for no second factor, would be open to others."""
    if home.settings.web.demo and host not in LOCAL:
        raise RequestRefused(
            f"演示目录没有第二重验证，只能在本机打开；请去掉 --host {host}",
            f"a demonstration asks for no second factor and stays on this machine; leave out --host {host}",
        )


def check_https(home: Home) -> None:
    """Raises RequestRefused where browsers on other machines would send passwords and sessions in the clear."""
    elsewhere = sorted(set(home.settings.web.hosts) - set(LOCAL))
    if elsewhere and not home.settings.web.https:
        raise RequestRefused(
            f"zige.toml 的 hosts 写有 {elsewhere[0]}，https 却是 false：密码和登录会明文传输；"
            "请放在 HTTPS 服务之后，并设 https = true",
            f"hosts in zige.toml names {elsewhere[0]} but https is false: passwords and sessions would travel in the "
            "clear; put an HTTPS server before it and set https = true",
        )


def check_free(host: str, port: int) -> None:
    """Raises RequestRefused where something listens there already."""
    with socket.socket() as probe:
        if probe.connect_ex((host, port)) == 0:
            raise RequestRefused(
                f"{host}:{port} 已被占用；请换 --port",
                f"something listens on {host}:{port} already; choose another --port",
            )
