"""PostgreSQL shows rows by what it is told, and nothing where it is told nothing; SQLite has no such thing."""

from collections.abc import Iterator

import pytest
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from staff import account, signed_in

from casework.accounts.database_scope import PREFIX, check_role, database_shows, database_shows_all
from casework.accounts.jurisdiction import NOBODY, Jurisdiction
from casework.accounts.middleware import JurisdictionMiddleware
from casework.accounts.roles import Role
from casework.accounts.row_level_security import RowLevelSecurity
from zige.errors import HomeRefused

pytestmark = pytest.mark.django_db

ROWS = [(1, "511102001001", "511102", "E1"), (2, "511111100201", "511111", "E2"), (3, "511111100201", "511102", "E1")]
POSTGRESQL = connection.vendor == "postgresql"
EVERYONE = {1, 2, 3}


@pytest.fixture
def told_nothing() -> Iterator[None]:
    """As in service outside of a request; elsewhere in tests all is shown there."""
    with connection.cursor() as cursor:
        if POSTGRESQL:
            cursor.execute(f"SET LOCAL {PREFIX} = ''")
        yield


@pytest.fixture
def tables(told_nothing: None) -> None:
    """People, and what belongs to them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE rls_person (id integer, region varchar(12), office varchar(6), employer varchar(9))"
        )
        cursor.execute("CREATE TABLE rls_case (id integer, person_id integer)")
    editor = connection.schema_editor(collect_sql=False)
    editor.deferred_sql = []
    person = RowLevelSecurity("rls_person", ["region", "office"], ["employer"])
    case = RowLevelSecurity("rls_case", through={"person_id": ("rls_person", "id")})
    person.database_forwards("accounts", editor, None, None)
    case.database_forwards("accounts", editor, None, None)
    with database_shows_all(), connection.cursor() as cursor:
        cursor.executemany("INSERT INTO rls_person VALUES (%s, %s, %s, %s)", ROWS)
        cursor.executemany("INSERT INTO rls_case VALUES (%s, %s)", [(10 * row[0], row[0]) for row in ROWS])


def seen(table: str = "rls_person") -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM {table}")  # noqa: S608
        return {row[0] for row in cursor.fetchall()}


@pytest.mark.parametrize(
    ("jurisdiction", "rows"),
    [
        (Jurisdiction("5111"), {1, 2, 3}),
        (Jurisdiction("511102"), {1, 3}),
        (Jurisdiction("511102001"), {1}),
        (Jurisdiction("511111100201"), {2, 3}),
        (Jurisdiction("511199"), set()),
        (Jurisdiction(employers=frozenset({"E2", "E3"})), {2}),
        (Jurisdiction("511102001", frozenset({"E2"})), {1, 2}),
        (NOBODY, set()),
    ],
)
def test_rows_of_the_jurisdiction_are_seen(tables: None, jurisdiction: Jurisdiction, rows: set[int]) -> None:
    with database_shows(jurisdiction):
        assert seen() == (rows if POSTGRESQL else EVERYONE)
        assert seen("rls_case") == {10 * row for row in (rows if POSTGRESQL else EVERYONE)}


def test_told_nothing_the_database_shows_nothing(tables: None) -> None:
    assert seen() == (set() if POSTGRESQL else EVERYONE)


def test_what_was_told_before_holds_again_afterwards(tables: None) -> None:
    with database_shows(Jurisdiction("511102001")):
        with database_shows_all():
            assert seen() == EVERYONE
        assert seen() == ({1} if POSTGRESQL else EVERYONE)
    assert seen() == (set() if POSTGRESQL else EVERYONE)


def test_a_row_of_another_place_cannot_be_written_and_one_of_ones_own_can(tables: None) -> None:
    insert = "INSERT INTO rls_person VALUES (%s, %s, '', '')"
    with database_shows(Jurisdiction("511102")), connection.cursor() as cursor:
        cursor.execute(insert, [4, "511102001001"])
    try:
        with database_shows(Jurisdiction("511102")), connection.cursor() as cursor:
            cursor.execute(insert, [5, "511111100201"])
    except DatabaseError:
        assert POSTGRESQL
    else:
        assert not POSTGRESQL


def test_a_request_sees_its_jurisdiction_and_a_failed_one_keeps_nothing(tables: None) -> None:
    found: list[set[int]] = []

    def view(request: HttpRequest, status: int) -> HttpResponse:
        found.append(seen())
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO rls_person VALUES (9, '511102001001', '', '')")
        return HttpResponse(status=status)

    handler = Handler(Jurisdiction("511102"))
    handler.answer(lambda request: view(request, 500))
    handler.answer(lambda request: view(request, 200))
    assert found[0] == ({1, 3} if POSTGRESQL else EVERYONE)
    assert found[1] == ({1, 3} if POSTGRESQL else EVERYONE | {9})


class Handler:
    """A request of somebody with this jurisdiction, through the middleware."""

    def __init__(self, jurisdiction: Jurisdiction) -> None:
        self.jurisdiction = jurisdiction

    def answer(self, view: object) -> HttpResponse:
        request = HttpRequest()
        request.user = None  # type: ignore[assignment]
        middleware = JurisdictionMiddleware(lambda given: self._within(given, view))  # type: ignore[arg-type]
        return middleware(request)  # type: ignore[arg-type]

    def _within(self, request: HttpRequest, view: object) -> HttpResponse:
        with database_shows(self.jurisdiction):
            return view(request)  # type: ignore[operator]


def test_a_role_that_row_level_security_does_not_hold_is_refused() -> None:
    """Tests run as a role such as service has."""
    check_role()
    if not POSTGRESQL:
        return
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE zige_bypassing")
    with pytest.raises(HomeRefused):
        check_role()
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")


def test_a_signed_in_request_runs_within_its_jurisdiction() -> None:
    assert signed_in(account(Role.COUNTY_HANDLER)).get("/my-account").status_code == 200
