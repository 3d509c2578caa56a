"""Routes: what reviewers ask about, one row for each base URL, model, endpoint and key group of a team."""

from dataclasses import replace

from bot.domain.gates.route import Route, RouteClass
from db.tx import Row, Tx


def ensure(tx: Tx, *, new_id: str, team: str, route: Route, at: int) -> str:
    """Return the id of a route's row, made where there is none."""
    values: dict[str, str | int | None] = {
        "id": new_id,
        "team": team,
        "url": route.base_url,
        "host": route.host,
        "model": route.model,
        "endpoint": route.endpoint,
        "group": route.key_group,
        "at": at,
    }
    tx.write(
        """
        INSERT INTO routes (id, team, base_url, host, model, endpoint, key_group, created_at)
        VALUES (:id, :team, :url, :host, :model, :endpoint, :group, :at)
        ON CONFLICT (team, base_url, model, endpoint, key_group) DO NOTHING
        """,
        values,
    )
    found = tx.value(
        """
        SELECT id FROM routes WHERE team = :team AND base_url = :url AND model = :model AND endpoint = :endpoint
            AND key_group = :group
        """,
        values,
    )
    return str(found)


def of_row(row: Row) -> Route:
    """Return the route in a row that holds its columns."""
    return Route(row["base_url"], row["model"], row["endpoint"], row["key_group"])


def stated(route: Route, route_class: RouteClass | None) -> Route:
    """Return *route* with the class that somebody states for it."""
    return replace(route, stated=route_class)
