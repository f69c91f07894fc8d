"""The order of the house, where import-linter cannot see it: foreign keys and back doors."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey
from django.db import models

from tests.repository.files import PROJECT, modules, name, tree

LAYERS = PROJECT["tool"]["importlinter"]["contracts"][0]["layers"]
RANKS = {
    part.strip(" ()"): rank
    for rank, layer in enumerate(reversed(LAYERS))
    for part in layer.replace("|", ":").split(":")
}
"""Every module of the house with its height, from the bottom up."""

BACK_DOORS = {"get_model", "GenericForeignKey", "GenericRelation", "receiver", "post_save", "pre_save", "Signal"}


def forward_relations() -> Iterator[tuple[type[models.Model], models.Field]]:
    for model in apps.get_models():
        if model.__module__.startswith("vungmanh."):
            yield from ((model, field) for field in model._meta.local_fields if field.is_relation)


def test_foreign_keys_point_downwards_only() -> None:
    upwards = [
        f"{model.__name__}.{field.name} → {field.related_model.__name__}"
        for model, field in forward_relations()
        if RANKS[model._meta.app_label] < RANKS[field.related_model._meta.app_label]
    ]
    assert upwards == []


def test_there_are_foreign_keys_to_look_at() -> None:
    assert len(list(forward_relations())) > 10


def test_every_app_has_its_place_in_the_house() -> None:
    ours = {config.label for config in apps.get_app_configs() if config.name.startswith("vungmanh.")}
    assert ours <= set(RANKS)


def test_no_relation_is_generic() -> None:
    generic = [
        field
        for model in apps.get_models()
        for field in model._meta.private_fields
        if isinstance(field, GenericForeignKey)
    ]
    assert [field for field in generic if field.model.__module__.startswith("vungmanh.")] == []


@pytest.mark.parametrize("path", modules("vungmanh"), ids=name)
def test_no_back_door_between_capabilities(path: Path) -> None:
    used = {
        node.attr if isinstance(node, ast.Attribute) else node.id
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute | ast.Name)
    }
    assert used & BACK_DOORS == set()


def test_only_the_journal_and_backups_walk_over_all_models() -> None:
    walking = [name(path) for path in modules("vungmanh") if _calls_get_models(path)]
    backups = ["vungmanh/safekeeping/contents.py", "vungmanh/safekeeping/places.py"]
    assert walking == ["vungmanh/journal/undoing.py", *backups]


def _calls_get_models(path: Path) -> bool:
    return any(isinstance(node, ast.Attribute) and node.attr == "get_models" for node in ast.walk(tree(path)))


def test_pages_do_not_query_models_themselves() -> None:
    querying = [
        f"{name(path)}:{node.lineno}"
        for path in modules("vungmanh/web")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr == "objects"
    ]
    assert querying == []


TRANSACTIONS = {
    "vungmanh/accounts/actions.py": {"take_login"},  # a savepoint inside an action
    "vungmanh/ballots/actions/voting.py": {"cast_by_code", "_cast"},  # a vote leaves nothing in the journal
    "vungmanh/cli/installation.py": {"_alone"},  # brings the tables up to date, writes no record
    "vungmanh/exchange/actions.py": {"preview_import", "_fail"},  # working data without a journal
    "vungmanh/exchange/expiring.py": {"expire_imports"},  # the same
    "vungmanh/exchange/remembering.py": {"choose"},  # the same
    "vungmanh/foundation/moments.py": {"one_moment"},  # only reads
    "vungmanh/journal/writing.py": {"together"},
    "vungmanh/members/listing.py": {"advance"},  # derived tables
    "vungmanh/members/requests.py": {"_answering"},  # a savepoint inside an action
    "vungmanh/safekeeping/places.py": {"empty_place"},  # nobody else works there
    "vungmanh/safekeeping/restoring.py": {"restore_backup"},  # the same
}
"""Where a transaction is no `journal.writing.together`, and why it need not be one."""


def test_transactions_that_write_the_record_are_sealed_at_their_end() -> None:
    """Writes after an action in a plain transaction hold the head of the journal, and two such writers may deadlock."""
    plain = {name(path): functions for path in modules("vungmanh") if (functions := _plain_transactions(path))}
    assert plain == TRANSACTIONS


def _plain_transactions(path: Path) -> set[str]:
    """Functions that call `transaction.atomic` or a bare `atomic`."""
    return {
        function.name
        for function in ast.walk(tree(path))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if (isinstance(node, ast.Attribute) and node.attr == "atomic")
        or (isinstance(node, ast.Name) and node.id == "atomic")
    }
