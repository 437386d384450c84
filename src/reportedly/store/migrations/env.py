"""How Alembic runs our migrations: on the connection that is handed over, inside its transaction."""

from __future__ import annotations

from alembic import context

from reportedly.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
