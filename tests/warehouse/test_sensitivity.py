"""What each assumption does to the ranking, on pairs that each assumption moves."""

from __future__ import annotations

import pytest

from pipeline.parties import PartyTable
from warehouse.edgelist import edge_scene, parse_edge_list
from warehouse.scene import Question
from warehouse.sensitivity import Effect, assumptions, sensitivity

LIST = """from,to,instrument,amount_usd,status,date,cancelable
Nvidia,OpenAI,equity,10e9,announced,2025-09-22,yes
OpenAI,Nvidia,purchase,10e9..90e9,announced,2025-09-22,
Google,Anthropic,equity,2e9..50e9,announced,2023-10-27,
Anthropic,Google Cloud,cloud,60e9,announced,2025-10-23,
Oracle,Cerebras,equity,1e9,closed,2025-01-01,
Cerebras,Oracle,cloud,3e9,closed,2025-02-01,
SoftBank,Crusoe,equity,7e9,talks,2025-01-01,
Crusoe,SoftBank,cloud,7e9,announced,2025-02-01,
"""
PARTIES = PartyTable.load()


def test_one_assumption_at_a_time() -> None:
    listed = parse_edge_list(LIST, "list")
    effects = sensitivity(lambda question: edge_scene(listed, question, PARTIES, pairs_only=True), Question())
    by_setting = {(one.assumption, one.setting): one for one in effects}
    assert len(by_setting) == len(effects) == len(assumptions(Question()))
    base = by_setting["base", "announced, low, all"]
    assert (base.pairs, base.correlation, base.moved) == (3, 1.0, ())
    assert _moves(by_setting["bounds", "high"]) == {"Alphabet": (2, 1), "Nvidia": (1, 2)}
    assert _moves(by_setting["cut", "completed"]) == {"Nvidia": (1, None), "Alphabet": (2, None), "Oracle": (3, 1)}
    assert _moves(by_setting["cut", "open"]) == {"SoftBank": (None, 2), "Alphabet": (2, 3), "Oracle": (3, 4)}
    assert _moves(by_setting["parents", "none"]) == {"Alphabet": (2, None), "Oracle": (3, 2)}
    assert _moves(by_setting["window", "365 days"]) == {"Alphabet": (2, None), "Oracle": (3, 2)}
    assert _moves(by_setting["called off", "without"]) == {
        "Nvidia": (1, None), "Alphabet": (2, 1), "Oracle": (3, 2),
    }  # fmt: skip
    assert by_setting["bounds", "high"].correlation == pytest.approx(1 / 3)
    assert (by_setting["cut", "completed"].correlation or 0) < 0


def test_nothing_to_rank_says_so() -> None:
    listed = parse_edge_list("\n".join(LIST.splitlines()[:2]), "list")
    effects = sensitivity(lambda question: edge_scene(listed, question, PARTIES, pairs_only=True), Question())
    assert {(one.correlation, one.reason) for one in effects} == {(None, "fewer than two pairs")}


def _moves(effect: Effect) -> dict[str, tuple[int | None, int | None]]:
    return {move.funder: (move.base_rank, move.rank) for move in effect.moved}
