"""The home of a demonstration: a simulated city, its files received and its months run, each as of its own days."""

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

from zige.errors import RequestRefused
from zige.evaluation.city import open_city
from zige.evaluation.driving import drive
from zige.evaluation.officer import Officer
from zige.law.months import format_month
from zige.simulation.city import Plan, build_city
from zige.simulation.parameters import load_parameters
from zige.store.home import SETTINGS, Home, make_home, open_home
from zige.store.writing import whole_folder

COUNTY = "511102"
"""Most people live here: its handlers have something to do, and its neighbours are there not to be seen."""
WEIGHT = "population.counties.511102=9400"
MONTHS, SEED = 12, 1
CITY = "city"
LAST_ARRIVAL = 15
"""The day of a month by which the files of a simulated month are there."""
NAME = "乐山市社会保险事务中心（演示）"
PLAIN = "https = false\n"
DEMO = (
    f"{PLAIN}# 演示目录：登录不用第二重验证，只在本机打开 / a demonstration: no second factor, this machine alone\n"
    "demo = true\n"
)
CONSUMERS = f"""
[consumers."财政局"]
export = "payments"
format = "xlsx"

[consumers."市中区"]
export = "lists"
region = "{COUNTY}"
"""
"""To whom lists can be sent, so that the exchange desk has something to hand over."""
Advance = Callable[[str], None]


def is_made(path: Path) -> bool:
    """Whether the home of a demonstration is there. Raises RequestRefused where a real one is, or something else."""
    if not path.exists() or (path.is_dir() and not any(path.iterdir())):
        return False
    if (path / SETTINGS).is_file() and open_home(path).settings.web.demo:
        return True
    raise RequestRefused(
        f"{path} 不是演示目录；演示不会改动它，请用 --home 换一个目录",
        f"{path} is not the home of a demonstration, which leaves it alone; name another folder with --home",
    )


def last_month(today: dt.date) -> int:
    """The month whose files have all arrived."""
    return today.year * 12 + today.month - (1 if today.day > LAST_ARRIVAL else 2)


def steps_of(people: int) -> int:
    """How often `make_demo_home` calls `advance`."""
    return Plan(people, MONTHS, SEED).steps + MONTHS


def make_demo_home(path: Path, people: int, database: str, last: int, advance: Advance) -> Home:
    """The home with twelve months until `last`, there whole or not at all. Raises RequestRefused."""
    plan = Plan(people, MONTHS, SEED, format_month(last - MONTHS + 1))
    with whole_folder(path.resolve()) as new:
        new.rmdir()
        home = make_home(new, NAME, "511100", "")
        _mark(new / SETTINGS, database)
        build_city(new / CITY, plan, load_parameters((WEIGHT,)), advance)
        drive(home, open_city(new / CITY), Officer(error=0.02), advance)
    return Home(path)


def _mark(settings: Path, database: str) -> None:
    text = settings.read_text(encoding="utf-8").replace(PLAIN, DEMO)
    text = text.replace('database = ""', f"database = {json.dumps(database, ensure_ascii=False)}")
    settings.write_text(text + CONSUMERS, encoding="utf-8")
