"""What a pandas programmer would write by hand to take in a month of deliveries: read_csv, merge, groupby.

    python -m benchmarks.exchange.in_pandas --data DIR --out DIR

The same as in_duckdb.py, from the UTF-8 CSV files, vectorised, with pyarrow as reader and for text. Prints a line of
counts for each dataset and writes OUT/<dataset>.parquet with its fold.
"""

import argparse
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

WEIGHTS = np.array([7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2])
CHECK_DIGITS = np.frombuffer(b"10X98765432", np.uint8)

Kinds = Callable[[pd.DataFrame], list[tuple[pd.Series, str]]]


def settled(rows: pd.DataFrame) -> list[tuple[pd.Series, str]]:
    kept, kind = rows["退费标志"] != "1", rows["类型"]
    alive = rows["离院方式"].isin(["治愈", "好转", "未愈"])
    return [
        (kept & (kind == "门诊"), "life.outpatient"),
        (kept & (kind == "购药"), "life.pharmacy"),
        (kept & (kind == "住院") & alive, "life.inpatient"),
    ]


def travelled(rows: pd.DataFrame) -> list[tuple[pd.Series, str]]:
    far = rows["方式"].isin(["铁路", "民航", "客运"])
    return [(far, "life.rail_air"), (~far, "life.bus")]


def visited(rows: pd.DataFrame) -> list[tuple[pd.Series, str]]:
    vaccinated = rows["类型"] == "接种"
    return [(vaccinated, "life.vaccination"), (~vaccinated, "life.health_exam")]


DATASETS: dict[str, tuple[str, str, Kinds]] = {
    "medical.settlements": ("结束日期", "%Y%m%d", settled),
    "transport.trips": ("日期", "%Y-%m-%d", travelled),
    "health.visits": ("服务日期", "%Y/%m/%d", visited),
    "bank.counter": ("日期", "%Y-%m-%d", lambda rows: [(rows["日期"].notna(), "life.bank_counter")]),
    "digital.logins": ("时间", "%Y-%m-%d %H:%M:%S", lambda rows: [(rows["结果"] == "通过", "life.face_login")]),
    "tax.wages": ("所属期", "%Y%m", lambda rows: [(rows["所属期"].notna(), "life.tax")]),
}
"""Column of the day, how it is written, and what rows prove."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    people = register(options.data)
    for dataset in DATASETS:
        (path,) = (options.data / "utf8").glob(f"{dataset}_*")
        counts, fold = taken_in(path, dataset, people)
        fold.to_parquet(options.out / f"{dataset}.parquet", index=False)
        print(json.dumps({"dataset": dataset} | counts), flush=True)


def read(path: Path) -> pd.DataFrame:
    """A CSV file with every value as text."""
    names = path.open(encoding="utf-8").readline().strip().split(",")
    return pd.read_csv(path, engine="pyarrow", dtype=dict.fromkeys(names, "str"))


def register(data: Path) -> pd.DataFrame:
    """id_number, held (the name) and person."""
    (path,) = data.glob("roster.persons_*.csv")
    people = read(path)[["证件号码", "姓名"]].set_axis(["id_number", "held"], axis=1)
    return people.assign(person=np.arange(1, len(people) + 1))


def taken_in(path: Path, dataset: str, people: pd.DataFrame) -> tuple[dict[str, int], pd.DataFrame]:
    """The counts and the fold of one file."""
    column, style, kinds = DATASETS[dataset]
    rows = read(path).rename(columns={"证件号码": "id_number", "姓名": "name"})
    rows["id_number"] = rows["id_number"].str.strip().str.upper()
    rows["name"] = rows["name"].str.strip()
    once = rows.drop_duplicates()
    once = once.assign(day=pd.to_datetime(once[column], format=style, errors="coerce").dt.normalize())
    matched = once.merge(people, on="id_number", how="left")
    counts = {
        "rows": len(rows),
        "accepted": len(once),
        "found": int(matched["person"].notna().sum()),
        "unsound": int((~sound(matched["id_number"])).sum()),
    }
    return counts, folded(matched, kinds)


def sound(numbers: pd.Series) -> np.ndarray:
    """Whether each number has 18 characters and the right check digit (GB 11643)."""
    shaped = numbers.str.fullmatch("[0-9]{17}[0-9X]").fillna(value=False).to_numpy(bool)
    found = np.zeros(len(numbers), bool)
    digits = numbers[shaped].to_numpy(dtype=object).astype("S18").view(np.uint8).reshape(-1, 18)
    total = (digits[:, :17].astype(np.int64) - ord("0")) @ WEIGHTS
    found[shaped] = CHECK_DIGITS[total % 11] == digits[:, 17]
    return found


def folded(matched: pd.DataFrame, kinds: Kinds) -> pd.DataFrame:
    """Signs of life by person, kind and month, of rows whose name is the person's."""
    same = matched[(matched["name"] == matched["held"]).fillna(value=False)]
    pieces = [same.loc[which, ["person", "day"]].assign(kind=kind) for which, kind in kinds(same)]
    signs = pd.concat(pieces)
    signs["month"] = signs["day"].dt.year * 12 + signs["day"].dt.month - 1
    grouped = signs.astype({"person": "int64", "kind": "category"}).groupby(["person", "kind", "month"], observed=True)
    fold = grouped["day"].agg(day="max", rows="size").reset_index().astype({"kind": "str"})
    return fold.assign(day=fold["day"].dt.date)


if __name__ == "__main__":
    main()
