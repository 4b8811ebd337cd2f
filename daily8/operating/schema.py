"""The tables as the database has them, which may be those of an older daily8."""

from collections.abc import Collection, Sequence
from graphlib import TopologicalSorter

from django.db import connection, models
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

Migration = tuple[str, str]
Tables = Sequence[type[models.Model]]


def applied() -> list[Migration]:
    """Return the migrations that made the tables of this database, none where there are no tables."""
    return sorted(MigrationLoader(connection).applied_migrations)


def missing() -> list[Migration]:
    """Return the migrations that this daily8 brings and the database has not had."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [(migration.app_label, migration.name) for migration, _ in plan]


def unknown(migrations: Collection[Migration]) -> list[Migration]:
    """Return those of these migrations that this daily8 does not know: a newer one made them."""
    return sorted(set(migrations) - MigrationLoader(None).disk_migrations.keys())


def tables(migrations: Collection[Migration]) -> Tables:
    """Return the models that these migrations make, each after those that it points to."""
    loader = MigrationLoader(None)
    nodes = [node for node in migrations if node in loader.graph.nodes]
    state = loader.project_state(nodes)
    found = [
        model
        for model in state.apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    ]
    return _parents_first(found)


def make(migrations: Collection[Migration]) -> None:
    """Make the tables of these migrations in an empty database."""
    executor = MigrationExecutor(connection)
    leaves = executor.loader.graph.leaf_nodes()
    had = set(migrations)
    plan = [step for step in executor.migration_plan(leaves) if (step[0].app_label, step[0].name) in had]
    executor.migrate(leaves, plan)


def _parents_first(found: Tables) -> Tables:
    by_table = {model._meta.db_table: model for model in found}
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for table, model in by_table.items():
        parents = (_parent(field) for field in model._meta.local_concrete_fields)
        sorter.add(table, *(parent for parent in parents if parent not in ("", table)))
    return [by_table[table] for table in sorter.static_order()]


def _parent(field: "models.Field[object, object]") -> str:
    related = field.related_model
    return related._meta.db_table if isinstance(related, type) else ""
