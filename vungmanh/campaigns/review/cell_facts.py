"""One question of the rulebook about everybody in a cell at once: who it is true of; of the rest it is not."""

from collections.abc import Collection, Mapping, Sequence

from vungmanh.campaigns.models import Campaign, EnteredFact, Terms
from vungmanh.campaigns.review.bulk import Entered, enter_facts_of_all
from vungmanh.campaigns.subjects import book_of
from vungmanh.foundation.actors import Actor
from vungmanh.rulebooks import shelf
from vungmanh.rulebooks.facts import Fact, FactType, Subject
from vungmanh.rulebooks.rulebook import Rulebook


def facts_asked(book: Rulebook, kind: Subject) -> list[Fact]:
    """The facts that the conditions, exemptions and special cases of a kind read and that can be entered."""
    tests = [
        *(each.test for one in book.categories(kind) for each in book.conditions(kind, one.code)),
        *(each.condition for each in book.exemptions(kind)),
        *(each.when for each in book.special_cases(kind)),
    ]
    codes = {fact.code for test in tests for fact in test.facts()}
    return [fact for code, fact in shelf.facts().items() if code in codes and not fact.recorded and kind in fact.about]


def questions_of(campaign: Campaign) -> list[Fact]:
    """What the year asks of members and is answered with yes or no."""
    return [fact for fact in facts_asked(book_of(campaign), Subject.MEMBER) if fact.type is FactType.TRUTH]


def answers_to(questions: Sequence[Fact], terms: Sequence[Terms]) -> Mapping[str, Mapping[int, bool]]:
    """What was entered so far: by question, by subject."""
    found: dict[str, dict[int, bool]] = {one.code: {} for one in questions}
    entered = EnteredFact.objects.effective().filter(
        subject__in=[one.subject_id for one in terms], name__in=list(found)
    )
    for subject_id, name, value in entered.values_list("subject_id", "name", "value"):
        found[name][subject_id] = value
    return found


def answer(
    *, by: Actor, campaign: Campaign, place: int, question: Fact, terms: Sequence[Terms],
    true_of: Collection[int], source: str,
) -> int:  # fmt: skip
    """Enter yes for some of these subjects and no for the others; returns of how many that changed something.

    Raises Refusal as `opinions.enter_facts` does.
    """
    standing = answers_to([question], terms)[question.code]
    changed = [one for one in terms if standing.get(one.subject_id) is not (one.subject_id in true_of)]
    entered = [Entered(one, {question.code: one.subject_id in true_of}, source) for one in changed]
    if entered:
        enter_facts_of_all(by=by, campaign=campaign, place=place, entered=entered)
    return len(entered)
