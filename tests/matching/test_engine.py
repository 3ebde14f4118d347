"""The rules, one by one, without a database."""

from uuid import UUID, uuid4

from brobygger.core.sorting import danish_sort_key
from brobygger.matching.engine import ActorFacts, Fact, FactKind, Surface, suggest


def need(term: str, text: str = "", about: str = "competence", detail: str = "") -> Fact:
    return Fact(FactKind.NEED, uuid4(), text or term, term, about, detail)


def offer(term: str, text: str = "", about: str = "competence", detail: str = "") -> Fact:
    return Fact(FactKind.OFFER, uuid4(), text or term, term, about, detail)


def task(term: str, text: str = "", detail: str = "") -> Fact:
    return Fact(FactKind.ACTIVITY, uuid4(), text or term, term, detail=detail)


def group(term: str, text: str = "") -> Fact:
    return Fact(FactKind.TARGET_GROUP, uuid4(), text or term, term)


def wish(term: str, text: str = "") -> Fact:
    return Fact(FactKind.WISHED_GROUP, uuid4(), text or term, term, "target_group")


def actor(
    name: str,
    *,
    needs: tuple[Fact, ...] = (),
    offers: tuple[Fact, ...] = (),
    tasks: tuple[Fact, ...] = (),
    groups: tuple[Fact, ...] = (),
    place: str = "",
    wishes: tuple[Fact, ...] = (),
) -> ActorFacts:
    key = danish_sort_key(name)
    return ActorFacts(uuid4(), name, key, needs, offers, tasks, groups, place, wishes)


def test_a_need_meets_an_offer_and_both_are_cited() -> None:
    women = actor("Kvindeforeningen", needs=(need("accounting", "regnskab"),))
    seniors = actor(
        "Seniornetværket",
        offers=(offer("accounting", "regnskab", detail="2 timer om måneden"),),
    )
    reason = suggest(women, [seniors])[0].reasons[0]
    assert reason.surface == Surface.NEED_MEETS_OFFER
    assert reason.sentence == (
        "Kvindeforeningen mangler regnskab – Seniornetværket tilbyder regnskab (2 timer om måneden)"
    )
    assert (reason.ours, reason.theirs) == (women.needs[0], seniors.offers[0])


def test_the_other_way_round_says_the_same() -> None:
    women = actor("Kvindeforeningen", needs=(need("accounting", "regnskab"),))
    seniors = actor("Seniornetværket", offers=(offer("accounting", "regnskab"),))
    reason = suggest(seniors, [women])[0].reasons[0]
    assert reason.sentence.startswith("Kvindeforeningen mangler regnskab")
    assert (reason.ours, reason.theirs) == (seniors.offers[0], women.needs[0])


def test_the_same_word_as_another_thing_is_no_match() -> None:
    needs_it = actor("A", needs=(need("volunteers", about="resource"),))
    other = actor("B", offers=(offer("volunteers", about="target_group"),))
    assert suggest(needs_it, [other]) == []


def test_own_words_without_a_term_are_not_guessed() -> None:
    assert suggest(actor("A", needs=(need(""),)), [actor("B", offers=(offer(""),))]) == []


def test_one_reason_a_need_from_the_offer_that_says_most() -> None:
    poor, rich = offer("it"), offer("it", detail="hver tirsdag")
    found = suggest(actor("A", needs=(need("it"),)), [actor("B", offers=(poor, rich))])
    assert [reason.theirs for reason in found[0].reasons] == [rich]


def test_what_one_learns_from_each_other_is_learning() -> None:
    new = actor("Ny forening", needs=(need("board_work", "bestyrelsesarbejde"),))
    old = actor("Gammel forening", offers=(offer("board_work", "bestyrelsesarbejde"),))
    reason = suggest(new, [old])[0].reasons[0]
    assert reason.surface == Surface.LEARNING
    assert "kan dele sin viden om bestyrelsesarbejde" in reason.sentence


def test_access_to_a_target_group() -> None:
    choir = actor("Koret", needs=(need("children", "børn", about="target_group"),))
    club = actor("Fritidsklubben", groups=(group("children", "børn"),))
    reason = suggest(choir, [club])[0].reasons[0]
    assert reason.surface == Surface.TARGET_GROUP_ACCESS
    assert reason.sentence == "Koret vil gerne nå børn – Fritidsklubben er der allerede for børn"


def test_access_offered_is_told_once() -> None:
    choir = actor("Koret", needs=(need("children", about="target_group"),))
    club = actor(
        "Klubben",
        offers=(offer("children", about="target_group"),),
        groups=(group("children"),),
    )
    assert len(suggest(choir, [club])[0].reasons) == 1


def test_a_group_one_would_like_to_reach_too_counts() -> None:
    choir = actor("Koret", wishes=(wish("children", "børn"),))
    club = actor("Klubben", groups=(group("children", "børn"),))
    (reason,) = suggest(choir, [club])[0].reasons
    assert reason.surface == Surface.TARGET_GROUP_ACCESS
    assert reason.sentence == "Koret ønsker også at nå børn – Klubben er der allerede for børn"
    assert reason.we_receive
    assert suggest(club, [choir])[0].reasons[0].they_receive


def test_a_wish_meets_somebody_who_opens_the_door_and_is_told_once() -> None:
    choir = actor("Koret", wishes=(wish("children", "børn"),))
    school = actor(
        "Skolen",
        offers=(offer("children", "børn", about="target_group"),),
        groups=(group("children", "børn"),),
    )
    (reason,) = suggest(choir, [school])[0].reasons
    assert reason.sentence == "Koret ønsker også at nå børn – Skolen kan åbne døren til børn"


def test_a_need_weighs_more_than_a_wish_and_is_told_instead_of_it() -> None:
    club = actor("Klubben", groups=(group("children"),))
    wishes = actor("A", wishes=(wish("children"),))
    lacks = actor("B", needs=(need("children", about="target_group"),), wishes=(wish("children"),))
    found = suggest(club, [wishes, lacks])
    assert [one.actor_id for one in found] == [lacks.actor_id, wishes.actor_id]
    assert len(found[0].reasons) == 1


def test_a_wish_and_a_need_met_is_something_for_both() -> None:
    choir = actor("Koret", wishes=(wish("children"),), offers=(offer("music"),))
    club = actor("Klubben", groups=(group("children"),), needs=(need("music"),))
    assert suggest(choir, [club])[0].mutual


def test_everybody_is_no_group_to_wish_for() -> None:
    choir = actor("Koret", wishes=(wish("everyone"),))
    assert suggest(choir, [actor("Klubben", groups=(group("everyone"),))]) == []


def test_a_door_can_be_opened_unasked() -> None:
    football = actor("Fodboldklubben", groups=(group("boys", "drenge"),))
    school = actor("Skolen", offers=(offer("boys", "drenge", about="target_group"),))
    reason = suggest(football, [school])[0].reasons[0]
    assert reason.sentence == (
        "Skolen kan hjælpe med at nå drenge – Fodboldklubben er der for drenge"
    )
    assert reason.ours.kind == FactKind.TARGET_GROUP


def test_the_same_core_task_weighs_more_for_the_same_people() -> None:
    us = actor("A", tasks=(task("homework_cafe"),), groups=(group("children"),))
    alike = actor("B", tasks=(task("homework_cafe"),), groups=(group("children"),))
    others = actor("C", tasks=(task("homework_cafe"),), groups=(group("seniors"),))
    weights = {one.actor_id: one.reasons[0].weight for one in suggest(us, [alike, others])}
    assert weights[alike.actor_id] > weights[others.actor_id]


def test_different_tasks_for_the_same_people_complement_each_other() -> None:
    us = actor("A", tasks=(task("music", "musik"),), groups=(group("women", "kvinder"),))
    them = actor("B", tasks=(task("food", "mad"),), groups=(group("women", "kvinder"),))
    reason = suggest(us, [them])[0].reasons[0]
    assert reason.surface == Surface.COMPLEMENTARY_TASKS
    assert reason.sentence == "Begge er der for kvinder: A med musik – B med mad"


def test_everybody_is_no_group_to_share() -> None:
    us = actor("A", tasks=(task("music"),), groups=(group("everyone"),))
    them = actor("B", tasks=(task("food"),), groups=(group("everyone"),))
    assert suggest(us, [them]) == []


def test_both_getting_something_comes_before_one() -> None:
    us = actor("Os", needs=(need("it"),), offers=(offer("premises"),))
    gives = actor("A", offers=(offer("it"),))
    swaps = actor("B", offers=(offer("it"),), needs=(need("premises"),))
    found = suggest(us, [gives, swaps])
    assert [one.actor_id for one in found] == [swaps.actor_id, gives.actor_id]
    assert [one.mutual for one in found] == [True, False]


def test_the_neighbour_comes_before_the_equal_far_away() -> None:
    us = actor("Os", needs=(need("it"),), place="Vesterparken")
    far = actor("A", offers=(offer("it"),), place="Østbyen")
    near = actor("B", offers=(offer("it"),), place="Vesterparken")
    found = suggest(us, [far, near])
    assert [one.place for one in found] == ["Vesterparken", ""]


def test_equal_fits_stand_in_danish_alphabetical_order() -> None:
    us = actor("Os", needs=(need("it"),))
    names = ["Åen", "Ægir", "Banen", "Aarhus", "Øen"]
    others = [actor(name, offers=(offer("it"),)) for name in names]
    by_id = {one.actor_id: one.name for one in others}
    order = [by_id[one.actor_id] for one in suggest(us, others)]
    assert order == ["Banen", "Ægir", "Øen", "Åen", "Aarhus"]


def test_the_order_does_not_depend_on_how_they_came() -> None:
    us = actor("Os", needs=(need("it"),))
    others = [actor(f"B{number % 3}", offers=(offer("it"),)) for number in range(9)]
    backwards: list[UUID] = [one.actor_id for one in suggest(us, reversed(others))]
    assert [one.actor_id for one in suggest(us, others)] == backwards


def test_nobody_is_suggested_to_themselves() -> None:
    us = actor("Os", needs=(need("it"),), offers=(offer("it"),))
    assert suggest(us, [us]) == []
