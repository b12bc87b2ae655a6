"""`zige deliver-findings`: what officers found, into the home, so that the next run knows it."""

import json
from dataclasses import asdict

import typer

from casework.config.serving import prepare_database
from zige.cli.home_option import HomeOption, JsonOption
from zige.cli.language import LanguageOption

EXAMPLES = {
    "deliver-findings": """示例 / example:

  zige deliver-findings --home /srv/zige
""",
}


def deliver_findings(lang: LanguageOption, home: HomeOption = None, as_json: JsonOption = False) -> None:
    """把已复核的核查结论送入数据目录，供下一次运行使用；重复执行不会重复送入。有行被挑出时退出状态为 1。

    Take approved findings into the home for the next run; twice is once. Exit status 1 where a row was set aside.
    A worker does it every morning; do it before a run too.
    """
    prepare_database(home)
    from django.conf import settings  # noqa: PLC0415 - Django knows the home from here on

    from casework.cases.delivering import deliver_findings as deliver  # noqa: PLC0415

    done = deliver(settings.HOME)
    if as_json:
        print(json.dumps(asdict(done), ensure_ascii=False))
    elif done.batch is None:
        print(lang.choose("没有待送入的核查结论。", "No findings wait to be delivered."))
    else:
        print(
            lang.choose(
                f"送入 {done.findings} 条核查结论，批次 {done.batch}。",
                f"{done.findings} findings delivered, batch {done.batch}.",
            )
        )
    for record, codes in (done.set_aside or {}).items():
        print(lang.choose(f"{record} 被挑出：{'、'.join(codes)}", f"{record} was set aside: {', '.join(codes)}"))
    raise typer.Exit(1 if done.set_aside else 0)
