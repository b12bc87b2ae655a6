"""`zige worker` does what pages do not wait for; `zige tick` does what is due and waiting, once."""

import json

import typer
from django.conf import settings

from casework.config.serving import prepare_database
from zige.cli.home_option import HomeOption, JsonOption
from zige.cli.language import LanguageOption

EXAMPLES = {
    "worker": """示例 / example:

  zige worker --home /srv/zige
""",
    "tick": """示例 / example:

  zige tick --home /srv/zige
""",
}


def worker(home: HomeOption = None) -> None:
    """执行后台任务：接收报送、运行、通知和到期的工作，直到收到结束信号；zige serve 已自带一个。

    Do jobs and what comes due until told to end; the job at hand is finished first. `zige serve` has a worker already.
    """
    prepare_database(home)
    from casework.jobs.working import work  # noqa: PLC0415 - Django knows the home from here on

    work(settings.HOME.path)


def tick(lang: LanguageOption, home: HomeOption = None, as_json: JsonOption = False) -> None:
    """开始到期的工作；没有后台进程时连同排队的任务一起做完。有任务出错时退出状态为 1。

    Begin what is due; where no worker is at work, do it and all that waits. Exit status 1 where a job failed.
    """
    prepare_database(home)
    from casework.jobs.alone import is_there  # noqa: PLC0415 - Django knows the home from here on
    from casework.jobs.due import begin_due  # noqa: PLC0415
    from casework.jobs.working import work_off  # noqa: PLC0415

    begun, worker_there = begin_due(), is_there(settings.HOME.path)
    failed = [] if worker_there else [one.task_path for one in work_off(settings.HOME.path)]
    if as_json:
        print(json.dumps({"begun": begun, "failed": failed, "worker": worker_there}, ensure_ascii=False))
    else:
        print(lang.choose(f"到期并开始 {len(begun)} 项。", f"{len(begun)} due and begun."))
        for path in failed:
            print(lang.choose(f"出错：{path}，详见后台任务页面。", f"Failed: {path}; see the page of jobs."))
    raise typer.Exit(1 if failed else 0)
