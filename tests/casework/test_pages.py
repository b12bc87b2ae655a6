"""The base page and what stands on it: menu, whose data, language, size of type, the rulebook, error pages."""

from collections.abc import Callable

import pytest
from django import forms
from django.conf import settings
from django.http import QueryDict
from django.template import Context, Template
from django.test import Client
from django.urls import reverse
from django.utils import translation
from staff import TOLD, administrator, operator, signed_in

from casework.accounts.models import Account
from casework.accounts.roles import Role
from casework.config.navigation import MENU
from casework.config.serving import static_mounts
from casework.ui import review
from casework.ui.listing import listing_of
from casework.ui.samples import ROWS, explanations
from casework.ui.style_guide import PAGES, RIGHT, SampleFilters, SampleForm
from zige.law.lawbook import load_lawbook


def text_of(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


@pytest.mark.django_db
def test_the_page_says_where_i_am_and_whose_data_it_shows() -> None:
    assert "数据范围 <b>乐山市</b>" in text_of(signed_in(operator()), "/law")
    assert "数据范围 <b>不查看个人数据</b>" in text_of(signed_in(administrator()), "/law")
    assert "数据范围" not in text_of(Client(), "/law")


@pytest.mark.django_db
def test_the_menu_shows_what_the_role_may_open_and_marks_where_one_is() -> None:
    address = reverse("ui:style_guide")
    assert f'<a href="{address}"' not in text_of(signed_in(operator()), "/law")
    assert f'<a href="{address}" aria-current="page">' in text_of(signed_in(administrator()), address)


def test_every_entry_of_the_menu_leads_somewhere_and_is_open_to_somebody() -> None:
    for entry in [entry for group in MENU for entry in group.entries]:
        assert reverse(entry.name).startswith("/")
        assert entry.roles <= frozenset(Role)
        assert entry.roles


@pytest.mark.django_db
@pytest.mark.parametrize(("who", "status"), [(administrator, 200), (operator, 403), (None, 302)])
def test_the_style_guide_is_for_administrators(who: Callable[[], Account] | None, status: int) -> None:
    client = signed_in(who()) if who else Client()
    text_of(client, "/styleguide", status)


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES)
def test_a_page_of_the_style_guide_asks_the_database_who_works_and_nothing_else(
    page: str, django_assert_max_num_queries: Callable[[int], "object"]
) -> None:
    client = signed_in(administrator())
    with django_assert_max_num_queries(3 + TOLD):  # session, account with its office, roles
        text_of(client, f"/styleguide?page={page}")


@pytest.mark.django_db
def test_large_type_is_kept_by_a_cookie_and_given_up_again() -> None:
    client = Client()
    chosen = client.post("/type-size", {"size": "large", "next": "/law/7"})
    assert chosen.headers["Location"] == "/law/7"
    assert 'class="large"' in text_of(client, "/law")
    client.post("/type-size", {"size": "normal", "next": "/law"})
    assert 'class="large"' not in text_of(client, "/law")


@pytest.mark.parametrize("there", ["https://elsewhere.example/", "//elsewhere.example", ""])
def test_choosing_the_size_leads_to_no_other_site(there: str) -> None:
    assert Client().post("/type-size", {"size": "large", "next": there}).headers["Location"] == "/"


def test_the_language_is_switched_without_script() -> None:
    client = Client()
    client.post("/language/setlang/", {"language": "en", "next": "/law"})
    page = text_of(client, "/law")
    assert '<html lang="en">' in page
    assert "The rules" in page


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_clause_of_the_rulebook_has_a_page_that_says_it(language: str) -> None:
    client = Client(headers={"accept-language": language})
    for clause, words in load_lawbook().rulebooks[-1].clauses.items():
        page = text_of(client, f"/law/{clause}")
        assert (words.en if language == "en" else words.zh).replace("'", "&#x27;") in page


def test_a_sentence_of_article_8_lists_its_situations_and_a_situation_its_evidence() -> None:
    assert text_of(Client(), "/law/8.2.1").count('href="/law/8.2.1.') == 7
    assert "生效判决书" in text_of(Client(), "/law/8.2.1.4")
    assert "生效判决书" not in text_of(Client(), "/law/8.2.1.1")


@pytest.mark.parametrize("address", ["/law/99", "/law/8.2.1.8", "/law/x", "/nothing"])
def test_what_is_not_there_is_said_with_what_to_do(address: str) -> None:
    assert "请核对地址" in text_of(Client(), address, 404)


def test_a_form_sent_from_an_old_page_is_refused_with_what_to_do() -> None:
    response = Client(enforce_csrf_checks=True).post("/type-size", {"size": "large"})
    assert response.status_code == 403
    assert "请返回上一页，刷新后再提交一次。" in response.content.decode()


def test_a_failure_is_told_without_a_request_in_both_languages() -> None:
    page = Template("{% include '500.html' %}")
    assert "系统出了故障" in page.render(Context())
    with translation.override("en"):
        assert "Something failed on our side" in page.render(Context())


def test_the_month_strip_is_a_list_that_says_each_month_in_words() -> None:
    strip = explanations("zh")["B0000003"].strip
    drawn = Template("{% month_strip strip %}").render(Context({"strip": strip}))
    assert all(f'<span class="hidden">{month.text}</span>' in drawn for month in strip.months)
    assert drawn.count("●") == 1 + sum(month.certified is not None for month in strip.months)
    assert drawn.count(" due") == sum(month.due for month in strip.months)
    assert drawn.count('class="hidden"') == len(strip.months)
    assert [month.money_character for month in strip.months].count("补") == 6


@pytest.mark.parametrize(("benefit", "standing"), [("B0000001", "续"), ("B0000002", "暂"), ("B0000004", "停")])
def test_the_style_guide_shows_each_standing(benefit: str, standing: str) -> None:
    assert next(month.character for month in explanations("zh")[benefit].strip.months if month.run) == standing


def test_a_badge_of_an_unknown_shape_is_refused() -> None:
    with pytest.raises(ValueError, match="no shape of a badge: star"):
        Template('{% badge "x" "y" "star" %}').render(Context())


@pytest.mark.parametrize(("fen", "text"), [(0, "0.00"), (5, "0.05"), (-123_456, "−1,234.56")])
def test_money_is_drawn_from_whole_fen(fen: int, text: str) -> None:
    assert Template("{{ fen|yuan }}").render(Context({"fen": fen})) == text


def test_a_list_stays_within_its_pages_and_knows_whether_it_is_filtered() -> None:
    address = QueryDict("page=99&standing=suspend")
    listing = listing_of(address, ROWS * 3, SampleFilters(address), size=2)
    assert (listing.page.number, listing.count, listing.filtered) == (5, 9, True)
    assert not listing_of(QueryDict("page=2"), ROWS, SampleFilters(QueryDict())).filtered


@pytest.mark.django_db
def test_filters_stay_in_the_address_of_the_next_page_and_the_choice_does_not() -> None:
    page = text_of(signed_in(administrator()), "/styleguide?page=list&standing=suspend&choose=all")
    assert page.count(" checked") == 3
    assert "?page=2&amp;standing=suspend" in page


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "words"), [("zh-hans", "这一步要从页面上办理"), ("en", "done from its page")])
def test_an_address_that_takes_a_form_alone_says_so(language: str, words: str) -> None:
    answer = signed_in(administrator(), language).get("/sign-out")
    assert answer.status_code == 405
    assert words in answer.content.decode()


def test_review_says_values_in_words_and_what_was_left_empty() -> None:
    form = SampleForm(RIGHT)
    assert form.is_valid()
    told = dict(review.told(form))
    assert (told["认证方式"], told["上门日期"], told["说明"]) == ("上门认证", "2026年6月5日", "未填")
    assert told["以上情况属实，由本人负责"] == "是"


def test_review_says_what_an_empty_choice_stands_for() -> None:
    class Place(forms.Form):
        place = forms.ChoiceField(label="居住地", required=False, choices=[("", "全部"), ("511102", "市中区")])
        ground = forms.ChoiceField(label="情形", required=False, choices=[("", "—"), ("death", "死亡")])

    form = Place({})
    assert form.is_valid()
    assert dict(review.told(form)) == {"居住地": "全部", "情形": "未填"}


def test_the_server_gives_out_the_stylesheet() -> None:
    mounts = static_mounts()
    assert (mounts[f"/{settings.STATIC_URL.strip('/')}/ui"] / "casework.css").is_file()
