"""Every refusal of the program, and the exit status each one ends with.

    ZigeError
    ├── InputRefused       a given table breaks LAW §8: file, line, column, value     exit 2
    ├── FileRefused        a file written by hand is wrong: file, path, value         exit 2
    │   ├── RulebookRefused    a rulebook or a scenario file
    │   └── ContractRefused    a contract of a dataset
    ├── DeliveryRefused    a delivered file cannot be taken in: file, reason, remedy  exit 2
    ├── HomeRefused        the home folder is missing or damaged                      exit 2
    │   └── HomeHeld           another command writes to it now                           exit 2
    └── RequestRefused     what was asked for cannot be done: word, reason, remedy    exit 2

A message is one sentence in Chinese and one in English that say what, where and what to do. It never carries a
person's data: citizen numbers are masked before they get here.
"""


class ZigeError(Exception):
    """The root of all refusals; `zh` and `en` are the same sentence in two languages.

    `str()` is the English one; the command line prints the language of its reader.
    """

    exit_status = 2

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en

    def sentence(self, language: str) -> str:
        """The message in `zh` or `en`."""
        return self.zh if language == "zh" else self.en


class InputRefused(ZigeError):
    """A given table breaks a condition of LAW §8; nothing is written.

    `file` is the file's name, or the table's where a table was handed over; `line` is the line in a text file
    (the header is line 1), the row of a Parquet file, or None for a table; `column` is None where no single column
    is at fault.
    """

    def __init__(
        self, file: str, line: int | None, column: str | None, value: str | None, problem_zh: str, problem_en: str
    ) -> None:
        self.file, self.line, self.column, self.value = file, line, column, value
        super().__init__(self._where_zh() + problem_zh, self._where_en() + problem_en)

    def _where_zh(self) -> str:
        parts = [self.file]
        parts += [f"第 {self.line} 行"] if self.line is not None else []
        parts += [f"{self.column} 列"] if self.column is not None else []
        parts += [f"值“{self.value}”"] if self.value is not None else []
        return "，".join(parts) + "："

    def _where_en(self) -> str:
        parts = [self.file]
        parts += [f"line {self.line}"] if self.line is not None else []
        parts += [f"column {self.column}"] if self.column is not None else []
        parts += [f"value '{self.value}'"] if self.value is not None else []
        return ", ".join(parts) + ": "


class FileRefused(ZigeError):
    """A file written by hand is wrong; `path` leads to the value, as `grounds[13].facts[0].kind`."""

    def __init__(self, file: str, path: str, value: str, problem_zh: str, problem_en: str) -> None:
        self.file, self.path, self.value = file, path, value
        self.problem_zh, self.problem_en = problem_zh, problem_en
        super().__init__(f"{file}，{path}，值“{value}”：{problem_zh}", f"{file}, {path}, value '{value}': {problem_en}")


class RulebookRefused(FileRefused):
    """A rulebook or a scenario file is wrong."""


class ContractRefused(FileRefused):
    """A contract of a dataset is wrong (EXCHANGE §1)."""


class RequestRefused(ZigeError):
    """What was asked for cannot be done: an unknown benefit or clause, a missing file, an engine not installed."""


class HomeRefused(ZigeError):
    """The home folder cannot be used: it is missing, or a key or a file of it is damaged."""


class HomeHeld(HomeRefused):
    """Another command writes to the home; when it has ended the same can be asked for again."""


class DeliveryRefused(ZigeError):
    """A delivered file is refused whole: nothing of it is taken in (EXCHANGE §1).

    `file` is the name of the file, behind it that of the member or sheet where it came out of one. No value of the
    file stands in the message, only names of columns.
    """

    def __init__(self, file: str, problem_zh: str, problem_en: str) -> None:
        self.file = file
        super().__init__(f"{file}：{problem_zh}", f"{file}: {problem_en}")
