"""Lists over pages, and lists that never end or lead elsewhere."""

import pytest

from tenantpilot.provider.client import paging
from tenantpilot.provider.contracts.registry import contracts
from tenantpilot.provider.reading import State
from tests.provider.client.world import Graph, error, next_link, read

pytestmark = pytest.mark.proves("PRV-103")
FAMILY = "device_categories"
LIST = contracts()[FAMILY].path


def page(*ids, following=None):
    body = {"value": [{"id": one, "displayName": one} for one in ids]}
    return body | ({"@odata.nextLink": following} if following else {})


def reading(replies):
    graph = Graph(replies=replies)
    return graph, read(graph, FAMILY)[FAMILY]


def test_pages_are_followed_as_the_links_came():
    deep = next_link(f"{LIST}?$skiptoken=%255Bcosmosdb%255D{'x' * 3000}&%24top=2")
    graph, found = reading({LIST: page("a", following=deep), deep.partition("/beta/")[2]: page("b")})
    assert [one.provider_id for one in found.objects] == ["a", "b"]
    assert (found.state, found.listed_all, found.requests) == (State.READ, True, 2)
    assert graph.addresses[1] == deep.partition("/beta/")[2]


def test_an_empty_page_is_not_the_end():
    one, two = next_link(f"{LIST}?p=1"), next_link(f"{LIST}?p=2")
    _, found = reading({LIST: page(following=one), f"{LIST}?p=1": page(following=two), f"{LIST}?p=2": page("z")})
    assert [item.provider_id for item in found.objects] == ["z"]
    assert found.state is State.READ


@pytest.mark.proves("PRV-103", negative=True)
@pytest.mark.parametrize("elsewhere", [
    "https://graph.microsoft.com/beta/x", "http://127.0.0.1:2/graph/beta/x", "http://127.0.0.1:1/login/x",
    "http://127.0.0.1:1/graph/beta/../../login/x", "http://u:p@127.0.0.1:1/graph/beta/x", "//evil.example/graph/beta/x",
    "http://127.0.0.1:1@evil.example/graph/beta/x", "/graph/beta/x", "http://127.0.0.1:bad/graph/beta/x", "",
    "http://127.0.0.1:1/graphs/beta/x", "http://[/graph/beta/x", "http://127.0.0.1:1/graph/beta/x\r\nHost: evil",
    "https://127.0.0.1:1/graph/beta/x",
])  # fmt: skip
def test_a_link_to_anywhere_else_is_not_followed(elsewhere):
    graph, found = reading({LIST: page("a") | {"@odata.nextLink": elsewhere}})
    assert [one.code for one in found.troubles] == ["paging_foreign"]
    assert (found.state, found.listed_all) == (State.PARTIAL, False)
    assert found.troubles[0].request_id == "r-1"
    assert len(graph.addresses) == 1


@pytest.mark.proves("PRV-103", negative=True)
@pytest.mark.parametrize("link", [7, ["x"], {"a": 1}, True, "h" * 40_000])
def test_a_link_that_is_no_address_is_malformed(link):
    _, found = reading({LIST: page("a") | {"@odata.nextLink": link}})
    assert [one.code for one in found.troubles] == ["answer_malformed"]


@pytest.mark.proves("PRV-103", negative=True)
def test_a_loop_is_noticed():
    again = next_link(f"{LIST}?p=1")
    graph, found = reading({LIST: page("a", following=again), f"{LIST}?p=1": page("b", following=again)})
    assert [one.code for one in found.troubles] == ["paging_loop"]
    assert len(graph.addresses) == 2
    assert not found.listed_all


@pytest.mark.proves("PRV-103", negative=True)
def test_floods_of_pages_end(monkeypatch):
    number = iter(range(10_000))
    monkeypatch.setattr(paging, "MOST_PAGES", 30)
    endless = {LIST: lambda _: page(f"o{next(number)}", following=next_link(f"{LIST}?p={next(number)}"))}
    graph, found = reading(endless)
    assert [one.code for one in found.troubles] == ["paging_flood"]
    assert len(graph.addresses) == 30
    empty = {LIST: lambda _: page(following=next_link(f"{LIST}?p={next(number)}"))}
    monkeypatch.setattr(paging, "MOST_EMPTY_PAGES", 5)
    graph, found = reading(empty)
    assert [one.code for one in found.troubles] == ["paging_flood"]
    assert len(graph.addresses) == 5


def test_what_was_read_before_a_page_failed_is_kept_and_the_list_is_not_whole():
    following = next_link(f"{LIST}?p=1")
    _, found = reading({LIST: page("a", following=following), f"{LIST}?p=1": (403, error("Forbidden", "x"))})
    assert [one.provider_id for one in found.objects] == ["a"]
    assert (found.state, found.listed_all) == (State.FORBIDDEN, False)


@pytest.mark.proves("PRV-103", negative=True)
def test_the_same_object_twice_makes_a_list_untrustworthy():
    _, found = reading({LIST: page("a", "b", "a")})
    assert [(one.code, one.subject) for one in found.troubles] == [("object_twice", "a")]
    assert (found.state, found.listed_all) == (State.PARTIAL, False)
    assert [one.provider_id for one in found.objects] == ["a", "b"]
