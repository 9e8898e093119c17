"""``review``, ``parties``, ``forget`` on the sample newsroom: what readers decide is in the ledger at once."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.corrections import CorrectionError, typed_value
from pipeline.labels import LONGEST, passage
from pipeline.lock import run_lock
from pipeline.run import run
from pipeline.types import Span
from tests.shell.conftest import Outcome, Sample
from warehouse.store import Warehouse

Call = Callable[..., Outcome]
Type = Callable[[str], None]


@pytest.fixture
def type_in(monkeypatch: pytest.MonkeyPatch) -> Type:
    """Let the next command read these lines."""

    def give(lines: str) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO(lines))

    return give


@pytest.fixture
def shell(roundtrip: Call, copied: Sample) -> Call:
    """Commands on a copy of the sample's data."""

    def call(*words: object) -> Outcome:
        return roundtrip("--data", copied.settings.data_dir, *words)

    return call


def told(outcome: Outcome) -> Any:
    """The JSON that a command printed, where it ended well."""
    assert outcome.code == 0, outcome.err
    return json.loads(outcome.out)


def ask(shell: Call, sql: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = told(shell("query", sql, "--json"))
    return found


def rows_of(shell: Call, view: str, **wanted: object) -> list[dict[str, Any]]:
    """Rows of a view whose columns have the given values."""
    rows = ask(shell, f"FROM {view}")
    return [row for row in rows if all(row[name] == value for name, value in wanted.items())]


def first_claim(shell: Call) -> dict[str, Any]:
    items = told(shell("review", "--only", "unsure", "--list", "--json", "--limit", 1))
    found: dict[str, Any] = items[0]["claims"][0]
    return found


def test_what_waits_is_listed_with_its_sentence(shell: Call) -> None:
    items = told(shell("review", "--list", "--json", "--limit", 500))
    assert {item["what"] for item in items} == {"conflict", "unsure claim"}
    shown = shell("review", "--list", "--only", "unsure", "--limit", 2)
    claim = first_claim(shell)
    assert claim["quote"] in " ".join(shown.out.replace("«", "").replace("»", "").split())
    assert "wait for a reader" in shown.out
    assert all(item["conflicts"] for item in items if item["what"] == "conflict")


def test_a_session_decides_applies_and_is_empty_the_next_time(shell: Call, type_in: Type, copied: Sample) -> None:
    claim = first_claim(shell)
    waiting = len(told(shell("review", "--only", "unsure", "--list", "--json", "--limit", 500)))
    type_in("r\nq\n")
    done = shell("review", "--only", "unsure", "--author", "Ann")
    assert "1 decisions written; merged, measured and published" in done.out
    assert rows_of(shell, "mart.v1_claim", claim_id=claim["claim_id"]) == []
    assert len(told(shell("review", "--only", "unsure", "--list", "--json", "--limit", 500))) == waiting - 1
    (row,) = ask(shell, "SELECT author, action, claim_id FROM claim_decision")
    assert row == {"author": "Ann", "action": "reject", "claim_id": claim["claim_id"]}
    assert run(copied.settings, copied.registry).rows_added == 0


def test_edit_undo_and_accept_one_claim(shell: Call, type_in: Type) -> None:
    claim = first_claim(shell)
    type_in("e amount up to $4 billion\ne payer Foo Robotics\nu\na\n")
    result = told(shell("review", "--claim", claim["claim_id"], "--author", "Ann", "--later", "--json"))
    assert (len(result["decisions"]), result["applied"]) == (4, False)
    type_in("?\nq\n")
    shown = shell("review", "--claim", claim["claim_id"])
    assert "e [N] FIELD VALUE" in shown.out
    assert shell("parties", "accept", "OpenAI").code == 0  # applies what waits
    (row,) = rows_of(shell, "mart.v1_claim", claim_id=claim["claim_id"])
    assert row["payers"] == ([names[0] for names in claim["payer"]] or None)
    assert (row["amount_low"], row["amount_high"], row["sure"]) == (None, 4_000_000_000, True)


def test_a_conflict_is_settled_by_taking_one_claims_word(shell: Call, type_in: Type) -> None:
    items = told(shell("review", "--only", "conflicts", "--list", "--json", "--limit", 500))
    of_kind = [one for one in items if {row["field"] for row in one["conflicts"]} == {"kind"}]
    item = next(one for one in of_kind if len(one["claims"]) > 1)
    type_in("t 1 kind\n")
    assert shell("review", "--deal", item["deal_id"]).code == 0
    kept = item["claims"][0]
    (claim,) = rows_of(shell, "mart.v1_claim", claim_id=kept["claim_id"])
    (deal,) = rows_of(shell, "mart.v1_deal", deal_id=claim["deal_id"])
    assert (deal["kind"], deal["conflict_count"]) == (kept["kind"], 0)


def test_deals_are_split_and_merged(shell: Call, type_in: Type) -> None:
    deal = max(rows_of(shell, "mart.v1_deal"), key=lambda row: (row["claim_count"], row["deal_id"]))
    assert deal["claim_count"] > 2
    (before,) = ask(shell, "SELECT count(*) AS deals FROM deal")
    claims = {row["claim_id"] for row in rows_of(shell, "mart.v1_claim", deal_id=deal["deal_id"])}
    type_in("s 2 3\n")
    assert shell("review", "--deal", deal["deal_id"]).code == 0
    (after,) = ask(shell, "SELECT count(*) AS deals FROM deal")
    assert after["deals"] == before["deals"] + 1
    parts = sorted({row["deal_id"] for row in rows_of(shell, "mart.v1_claim") if row["claim_id"] in claims})
    assert len(parts) == 2
    type_in(f"m {parts[1]}\n")
    assert shell("review", "--deal", parts[0]).code == 0
    (last,) = ask(shell, "SELECT count(*) AS deals FROM deal")
    assert last == before


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("zzz", "? tells more"),
        ("a 9", "claims 1 to 1"),
        ("e amount", "name a field and its value"),
        ("e colour red", "'colour' is no field"),
        ("e date 2025-02-30", "bad_date"),
        ("e amount much", "up to $4 billion"),
        ("m d99", "other deals are shown"),
        ("a ²", "claims 1 to 1"),
        ("a ١", "claims 1 to 1"),
        ("a " + "1" * 5000, "claims 1 to 1"),
        ("e ² amount", "'²' is no field"),
        ("m d²", "d²"),
        ("m d" + "9" * 5000, "no deal"),
        ("e payer Foo\udcff", "give lines in UTF-8"),
        ("e payer Bar\ufffd", "give lines in UTF-8"),
        ("s 1", "one that stays"),
        ("t 1 amount", "no other claim"),
    ],
)
def test_a_mistyped_line_is_told_and_decides_nothing(line: str, says: str, shell: Call, type_in: Type) -> None:
    claim = first_claim(shell)
    type_in(f"{line}\n")
    done = shell("review", "--claim", claim["claim_id"])
    assert done.code == 2
    assert done.err.count("\n") == 1
    assert says in done.err
    assert ask(shell, "FROM claim_decision") == []


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("review", "--claim", "nothing"), "no current claim has the id 'nothing'"),
        (("review", "--deal", "nothing"), "no deal has the id 'nothing'"),
        (("review", "--claim", ""), "no current claim has the id ''"),
        (("review", "--deal", ""), "no deal has the id ''"),
        (("review", "--claim", "x", "--deal", "y"), "name a claim or a deal"),
        (("review", "--party", ""), "--party: the text is empty"),
        (("ledger", "--party", ""), "--party: the text is empty"),
        (("parties", "list", "--name", " "), "--name: the text is empty"),
        (("review", "--only", "all"), "take one of unsure, conflicts"),
        (("review", "--export", "/nowhere/labels.jsonl"), "name another place"),
        (("review", "--export", "/etc/passwd/x"), "name another place"),
        (("review", "--export", "x" * 300), "name another place"),
        (("review", "--export", "."), "--export: '.' is no file; name one"),
        (("review", "--export", ""), "is no file; name one"),
        (("review", "--export", "/"), "--export: '/' is no file; name one"),
        (("review", "--export", "/tmp"), "--export: '/tmp' is no file; name one"),
        (("parties", "show", "Nobody Inc"), "is no party"),
        (("parties", "merge", "OpenAI", "OpenAI"), "needs another party"),
        (("parties", "split", "OpenAI", "Nobody"), "has no name 'Nobody'"),
        (("parties", "split", "openai", "OpenAI", "--to", "openai"), "'OpenAI' is openai's already"),
        (("parties", "undo", "ffff"), "0 decisions begin so"),
        (("parties", "accept", "OpenAI", "--author", " "), "--author"),
        (("forget", "http://nowhere.example/"), "nothing is known of"),
        (("forget", ""), "nothing is known of ''"),
    ],
)
def test_bad_input_is_one_line_and_changes_nothing(words: tuple[str, ...], says: str, shell: Call) -> None:
    done = shell(*words)
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert says in done.err


def test_an_empty_id_decides_nothing(shell: Call, type_in: Type) -> None:
    for option in ("--claim", "--deal"):
        type_in("r\n")
        assert shell("review", option, "").code == 2
    assert ask(shell, "FROM claim_decision") == []


def test_a_bad_line_tells_what_was_written_before_it(
    shell: Call, monkeypatch: pytest.MonkeyPatch, copied: Sample
) -> None:
    lines = io.TextIOWrapper(io.BytesIO(b"r\nr\ne payer Foo\xff\n"), encoding="utf-8")
    monkeypatch.setattr("sys.stdin", lines)
    done = shell("review", "--only", "unsure")
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert "give lines in UTF-8; 2 decisions before it are written and hold from the next run" in done.err
    with Warehouse.open(copied.settings.warehouse_path) as live:
        assert live.counts()["claim_decision"] == 2
    report = run(copied.settings, copied.registry)
    assert report.rows_added < 0
    assert report.message == "no row was added; deals and metrics have changed"


def test_a_bad_line_tells_what_a_run_at_work_kept_from_being_written(
    shell: Call, type_in: Type, copied: Sample
) -> None:
    type_in("a\nzzz\n")
    with run_lock(copied.settings.data_dir):
        done = shell("review", "--only", "unsure", "--wait", 0)
    assert done.code == 2
    assert "? tells more; 1 decisions noted are not written" in done.err


@pytest.mark.parametrize("words", [("parties", "accept", "OpenAI"), ("forget", "http://nowhere.example/")])
def test_without_a_database_nothing_is_made(words: tuple[str, ...], roundtrip: Call, tmp_path: Path) -> None:
    done = roundtrip("--data", tmp_path / "none", *words)
    assert done.code == 2
    assert "run `roundtrip run` first" in done.err
    assert not (tmp_path / "none").exists()


def test_while_a_run_is_at_work_decisions_wait(shell: Call, type_in: Type, copied: Sample) -> None:
    claim = first_claim(shell)
    type_in("a\n")
    with run_lock(copied.settings.data_dir):
        done = shell("review", "--claim", claim["claim_id"], "--wait", 0)
    assert done.code == 2
    assert "another run is at work" in done.err
    assert ask(shell, "FROM claim_decision") == []


def test_decisions_are_exported_as_labelled_examples(shell: Call, type_in: Type, tmp_path: Path) -> None:
    claim = first_claim(shell)
    type_in("e status completed\n")
    assert shell("review", "--claim", claim["claim_id"], "--author", "Ann").code == 0
    target = tmp_path / "labels.jsonl"
    assert told(shell("review", "--export", target, "--json"))["examples"] == 1
    (line,) = target.read_text("utf-8").splitlines()
    example = json.loads(line)
    assert len(example["text"]) <= LONGEST
    sure = [one for one in example["deals"] if one["sure"]]
    labelled = [(one["status"], one["quote"], one["kind"]) for one in sure]
    assert labelled == [("completed", claim["quote"], claim["kind"])]
    assert all(one["quote"] in example["text"] for one in example["deals"])
    fields = {
        "kind", "payer", "payee", "amount", "stake_pct", "term", "status", "date", "scope", "exclusive", "collateral",
        "quote", "sure",
    }  # fmt: skip
    assert all(set(one) == fields for one in example["deals"])
    predicted = tmp_path / "predicted.jsonl"
    assert shell("extract", "-i", target, "-o", predicted).code == 0
    assert set(told(shell("census", target, predicted, "--json"))) == {"scores", "causes", "errors"}


def test_parties_are_merged_split_and_shown(shell: Call, copied: Sample) -> None:
    (new, *_) = told(shell("parties", "list", "--unreviewed", "--json"))
    (decision,) = told(shell("parties", "merge", new["party_id"], "OpenAI", "--author", "Ann", "--json"))
    assert (decision["party_id"], decision["other_id"], decision["author"]) == (new["party_id"], "openai", "Ann")
    shown = told(shell("parties", "show", new["party_id"], "--json"))
    assert shown["party"]["party_id"] == "openai"
    assert new["name"] in [row["name"] for row in shown["names"]]
    assert run(copied.settings, copied.registry).rows_added == 0
    assert told(shell("parties", "split", "openai", new["name"], "--json"))[0]["other_id"] == new["party_id"]
    (row,) = told(shell("parties", "list", "--name", new["name"], "--json"))
    assert (row["party_id"], row["reviewed"]) == (new["party_id"], True)
    (twice,) = told(shell("parties", "merge", new["party_id"], "OpenAI", "--json"))
    assert len(told(shell("parties", "split", "openai", new["name"], new["name"], "--later", "--json"))) == 1
    (taken,) = told(shell("parties", "undo", twice["decision_id"], "--later", "--json"))
    refused = shell("parties", "undo", twice["decision_id"], "--later")
    assert refused.code == 2
    assert f"is taken back already, by {taken['decision_id'][:8]}" in refused.err
    assert shell("parties", "undo", taken["decision_id"], "--later").code == 0
    assert shell("parties", "undo", twice["decision_id"]).code == 0
    table = shell("parties", "show", "Google Cloud")
    assert table.code in (0, 2)
    assert "Decisions" in shell("parties", "show", new["party_id"]).out


def test_forget_leaves_nothing_and_the_page_is_not_fetched_again(shell: Call, copied: Sample) -> None:
    (row,) = ask(shell, "SELECT url, title, page_id FROM mart.v1_article WHERE claim_count > 1 ORDER BY url LIMIT 1")
    planned = told(shell("forget", row["url"], "--dry-run", "--json"))
    assert (planned["done"], planned["rows"]["article"]) == (False, 1)
    assert len(rows_of(shell, "mart.v1_article", url=row["url"])) == 1
    done = told(shell("forget", row["url"], "--json"))
    assert done["rows"] == planned["rows"]
    files = [path for path in copied.settings.data_dir.rglob("*") if path.is_file()]
    assert not [path for path in files if row["page_id"] in path.name]
    for needle in (row["url"].encode(), row["title"].encode()):
        assert not [path for path in files if needle in path.read_bytes()]
    assert run(copied.settings, copied.registry).rows_added == 0
    assert rows_of(shell, "mart.v1_article", url=row["url"]) == []
    with Warehouse.open(copied.settings.warehouse_path) as live:
        assert live.counts()["page"] == len(list(copied.settings.archive_dir.glob("??/??/*")))
    planned_again = shell("forget", row["url"], "--dry-run").out
    assert "it was forgotten before; to finish a forget that was stopped, give it again" in planned_again
    assert "forgotten before; what was left to do is done" in shell("forget", row["url"]).out


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        ("amount", "至多40亿美元", {"low": None, "high": "4000000000", "currency": "USD", "qualifier": "up_to"}),
        ("amount", "-", None),
        ("payer", "google_cloud; Foo Robotics", [
            {"names": ["Google Cloud"], "party_id": "google_cloud"},
            {"names": ["Foo Robotics"], "party_id": None},
        ]),
        ("payee", "-", []),
        ("term", "years=5 end=2030", {"years": "5", "start": None, "end": "2030"}),
        ("stake_pct", "8.5 %", "8.5"),
        ("kind", "Equity", "equity"),
        ("exclusive", "no", False),
        ("date", "2025-01", "2025-01"),
    ],
)  # fmt: skip
def test_what_is_typed_for_a_field(field: str, typed: str, value: object) -> None:
    assert json.loads(typed_value(field, typed)) == value


@pytest.mark.parametrize(
    ("field", "typed"),
    [("amount", "2e9"), ("kind", "gift"), ("term", "five years"), ("exclusive", "maybe"), ("payer", ";"), ("x", "y")],
)
def test_what_is_no_value_is_told(field: str, typed: str) -> None:
    with pytest.raises(CorrectionError):
        typed_value(field, typed)


@pytest.mark.parametrize("before", [0, 100, 400])
@pytest.mark.parametrize("after", [0, 100, 400])
def test_a_passage_holds_its_quote_and_is_never_too_long(before: int, after: int) -> None:
    text = "x" * before + "the quote" + "y" * after
    quote = Span(before, before + 9)
    found = passage(text, "en", quote)
    assert found.end - found.start <= LONGEST
    assert found.start <= quote.start
    assert quote.end <= found.end
