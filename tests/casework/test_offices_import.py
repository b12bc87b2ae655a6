"""`zige offices import`: regions bring their offices; taken in again nothing changes; a bad line and nothing is written."""

from pathlib import Path

import pytest

from casework.accounts.models import Account, Office, Region
from casework.accounts.offices.importing import import_file
from casework.accounts.offices.regions import Outcome, import_regions
from casework.accounts.offices.simulated import simulated_regions
from zige.errors import DeliveryRefused

pytestmark = pytest.mark.django_db

REGIONS = """code,name,level,parent
511102001001,肖公嘴社区,village,511102001
511100,乐山市,city,
511102,市中区,county,511100
511102001,泊水街道,town,511102
"""


def taken_in(folder: Path, text: str, name: str = "regions.csv") -> Outcome:
    file = folder / name
    file.write_text(text, "utf-8")
    return import_file(file)


def test_regions_come_with_the_offices_that_serve_them(tmp_path: Path) -> None:
    assert taken_in(tmp_path, REGIONS) == Outcome(new=4)
    assert list(Office.objects.order_by("number").values_list("kind", "number", "name")) == [
        ("agency", "511100", "乐山市社会保险事务中心"),
        ("agency", "511102", "市中区社会保险事务中心"),
        ("town", "511102001", "泊水街道便民服务中心"),
        ("village", "511102001001", "肖公嘴社区便民服务站"),
    ]


def test_taken_in_again_nothing_changes(tmp_path: Path) -> None:
    taken_in(tmp_path, REGIONS)
    before = list(Office.objects.order_by("pk").values())
    assert taken_in(tmp_path, REGIONS) == Outcome(same=4)
    assert list(Office.objects.order_by("pk").values()) == before


def test_a_renamed_region_renames_its_office_unless_that_has_a_name_of_its_own(tmp_path: Path) -> None:
    taken_in(tmp_path, REGIONS)
    Office.objects.filter(number="511102").update(name="市中区社保局")
    renamed = REGIONS.replace("泊水街道", "泊水新街道").replace("市中区", "嘉州区")
    assert taken_in(tmp_path, renamed) == Outcome(changed=2, same=2)
    assert Office.objects.get(number="511102001").name == "泊水新街道便民服务中心"
    assert Office.objects.get(number="511102").name == "市中区社保局"


def test_what_is_not_in_a_file_stays_with_its_accounts(tmp_path: Path) -> None:
    taken_in(tmp_path, REGIONS)
    village = Office.objects.get(kind="village")
    Account.objects.create_user("w", None, name="某某", office=village)
    shorter = "\n".join(line for line in REGIONS.splitlines() if "village" not in line)
    assert taken_in(tmp_path, shorter) == Outcome(same=3, kept=1)
    assert Account.objects.get().office == village


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("51110200,泊水街道,town,511102", "第 6 行：区划代码"),
        ("511102002,,town,511102", "第 6 行：名称"),
        ("511102002,张公桥街道,street,511102", "第 6 行：层级"),
        ("511102002,张公桥街道,town,511103", "第 6 行：上级"),
        ("511103002,张公桥街道,town,511102", "第 6 行：上级"),
        ("511102001,泊水街道,town,511102", "与第 5 行重复"),
        ("511200,某市,city,511100", "第 6 行：市没有上级"),
        ("511102002,张公桥街道,town", "第 6 行：列数"),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_written(tmp_path: Path, line: str, said: str) -> None:
    with pytest.raises(DeliveryRefused) as refused:
        taken_in(tmp_path, REGIONS + line + "\n")
    assert said in refused.value.zh
    assert not Region.objects.exists()


def test_a_region_keeps_its_level(tmp_path: Path) -> None:
    taken_in(tmp_path, REGIONS)
    with pytest.raises(DeliveryRefused) as refused:
        taken_in(tmp_path, "code,name,level,parent\n511102,市中区,city,\n")
    assert "层级不能改" in refused.value.zh


OFFICES = """类别,编号,名称,所在区划,部门代码,主管部门
employer,E1,乐山一中,511102,,EDU
supervising_body,EDU,乐山市教育局,511100,,
department,police-511100,乐山市公安局,511100,police,
bank,B001,嘉州支行,511102,,
finance,F1,乐山市财政局,511100,,
"""


def test_employers_banks_and_departments_come_in_a_form_of_their_own(tmp_path: Path) -> None:
    taken_in(tmp_path, REGIONS)
    assert taken_in(tmp_path, OFFICES, "offices.csv") == Outcome(new=5)
    assert taken_in(tmp_path, OFFICES, "offices.csv") == Outcome(same=5)
    assert Office.objects.get(number="E1").under == Office.objects.get(number="EDU")
    assert taken_in(tmp_path, OFFICES.replace("乐山一中", "乐山第一中学"), "offices.csv") == Outcome(changed=1, same=4)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("village,V1,某村,511102,,", "类别"),
        ("bank,B2,某支行,511199,,", "所在区划"),
        ("department,D2,某局,511100,,", "部门代码"),
        ("employer,E2,某单位,511100,,NONE", "主管部门"),
        ("bank,,某支行,511102,,", "number"),
    ],
)
def test_a_bad_office_is_named_and_nothing_is_written(tmp_path: Path, line: str, said: str) -> None:
    taken_in(tmp_path, REGIONS)
    with pytest.raises(DeliveryRefused) as refused:
        taken_in(tmp_path, OFFICES + line + "\n", "offices.csv")
    assert "第 7 行" in refused.value.zh
    assert said in refused.value.zh
    assert not Office.objects.filter(kind="employer").exists()


def test_another_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DeliveryRefused):
        taken_in(tmp_path, "姓名,身份证号\n某某,1\n")


def test_the_simulated_city_has_eleven_counties_132_towns_and_twelve_villages_in_each() -> None:
    import_regions(simulated_regions())
    counts = {level: Region.objects.filter(level=level).count() for level in Region.Level.values}
    assert counts == {"city": 1, "county": 11, "town": 132, "village": 132 * 12}
    assert Office.objects.count() == Region.objects.count()
