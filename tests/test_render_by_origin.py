"""Claims grouped by the origin they rest on."""

from __future__ import annotations

from dataclasses import replace

from invented import BUREAU, CLAIMS, COMMANDER, MINISTRY, TELEVISION, WATCH, reading

from reportedly.render.by_origin import by_origin


def test_every_claim_is_in_one_group_and_the_own_voice_comes_last() -> None:
    groups = by_origin(reading())
    assert sorted(number for group in groups for number, _ in group.claims) == list(range(1, len(CLAIMS) + 1))
    assert [group.origin.name if group.origin else None for group in groups][:3] == [
        "Osmara Press Bureau",
        "field commander",
        "Tesk Valley Watch",
    ]
    assert groups[-1].origin is None


def test_a_named_origin_is_one_by_whatever_way_it_came() -> None:
    direct, relayed = replace(CLAIMS[4], chain=(WATCH,)), replace(CLAIMS[4], chain=(BUREAU, WATCH))
    (group,) = by_origin(reading(claims=(direct, relayed)))
    assert len(group.chains) == 2


def test_a_body_is_known_by_its_row_not_by_its_wording() -> None:
    other = replace(MINISTRY, name="the ministry")
    assert (
        len(by_origin(reading(claims=(replace(CLAIMS[0], chain=(MINISTRY,)), replace(CLAIMS[0], chain=(other,)))))) == 1
    )


def test_unnamed_sources_of_different_relays_stay_apart() -> None:
    by_bureau, by_television = (
        replace(CLAIMS[2], chain=(BUREAU, COMMANDER)),
        replace(CLAIMS[2], chain=(TELEVISION, COMMANDER)),
    )
    assert len(by_origin(reading(claims=(by_bureau, by_television)))) == 2
    assert len(by_origin(reading(claims=(by_bureau, by_bureau)))) == 1


def test_a_name_without_letters_is_still_a_name() -> None:
    names = [replace(CLAIMS[0], chain=(replace(WATCH, id=None, name=name),)) for name in ("★", "☆")]
    assert len(by_origin(reading(claims=tuple(names)))) == 2
