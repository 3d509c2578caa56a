"""The second migration's tables: what was used, by whom and for what, kept beside the ledger as it grows.

    bookings       the one row of an attempt that says where its money counts
    usage_days     the daily rollup, kept by triggers alone
    unattributed   corrections of a day's bill that no attempt explains
    spending       how much of each budget's scope and period is spent and reserved

The views fold the ledger afresh: rebuilding inserts them, verifying compares with them.
"""

# ruff: noqa: S608 - every name and condition put into these statements stands in this file

BASES = ("metered", "formula", "ceiling", "provider-stated", "reconciled", "written-off")
"""As the ledger writes them; columns have an underscore for the hyphen."""
KEY = ("day", "team", "actor", "channel", "lane", "model", "quality")
SUMS = tuple(basis.replace("-", "_") + "_nano" for basis in BASES)
MEASURES = ("turns", "images", "nano_usd", "attempts", "unknown_parts", "waste_nano", "previews_nano", *SUMS)
WASTED = "('failed', 'refused', 'stopped')"
COUNTED = "('settlement', 'adjustment')"


def _values(**known: str) -> dict[str, str]:
    """Return every measure with its value, nought where none is *known*."""
    return {name: known.get(name, "0") for name in MEASURES}


def _part(part: str) -> dict[str, str]:
    """Return the measures of one ledger part, whose booking is `b`."""
    nano = f"coalesce({part}.nano_usd, 0)"
    by_basis = {
        column: f"CASE {part}.basis WHEN '{basis}' THEN {nano} ELSE 0 END"
        for basis, column in zip(BASES, SUMS, strict=True)
    }
    return _values(
        nano_usd=nano,
        unknown_parts=f"CASE WHEN {part}.nano_usd IS NULL THEN 1 ELSE 0 END",
        waste_nano=f"CASE WHEN b.use IN {WASTED} THEN {nano} ELSE 0 END",
        previews_nano=f"CASE WHEN b.use = 'picture' AND {part}.purpose = 'previews' THEN {nano} ELSE 0 END",
        **by_basis,
    )


def _list(values: dict[str, str]) -> str:
    return ", ".join(values.values())


def _named(values: dict[str, str]) -> str:
    return ", ".join(f"{value} AS {name}" for name, value in values.items())


COLUMNS = ", ".join((*KEY, *MEASURES))
ADD = f"""
    ON CONFLICT ({", ".join(KEY)}) DO UPDATE SET {", ".join(f"{m} = {m} + excluded.{m}" for m in MEASURES)}
"""
BOOKED = "b.day, b.team, b.actor, b.channel, b.lane, b.image_model AS model, b.quality"
NEW_BOOKED = "NEW.day, NEW.team, NEW.actor, NEW.channel, NEW.lane, NEW.image_model, NEW.quality"

TABLES = (
    # `use` is what an attempt came to; it is set when it ends, before its settlement is appended.
    # `held_nano` stands at its ceiling since `held_at`: for people's budgets a hold lapses after some days.
    """
    CREATE TABLE bookings (
        attempt_id TEXT PRIMARY KEY REFERENCES attempts (id),
        turn_id TEXT NOT NULL REFERENCES turns (id),
        team TEXT NOT NULL,
        day TEXT NOT NULL CHECK (length(day) = 10),
        actor TEXT NOT NULL,
        channel TEXT NOT NULL,
        lane TEXT NOT NULL,
        image_model TEXT NOT NULL,
        quality TEXT NOT NULL,
        first INTEGER NOT NULL CHECK (first IN (0, 1)),
        quote_nano INTEGER NOT NULL,
        use TEXT CHECK (use IN ('picture', 'words', 'failed', 'refused', 'stopped', 'released')),
        images INTEGER NOT NULL DEFAULT 0 CHECK (images >= 0),
        held_nano INTEGER NOT NULL DEFAULT 0,
        held_at INTEGER,
        CHECK (images = 0 OR use = 'picture')
    ) STRICT
    """,
    "CREATE INDEX bookings_of_turn ON bookings (turn_id)",
    "CREATE UNIQUE INDEX one_first_of_turn ON bookings (turn_id) WHERE first = 1",
    "CREATE INDEX bookings_open ON bookings (team, day) WHERE use IS NULL",
    f"CREATE INDEX bookings_wasted ON bookings (day, attempt_id) WHERE use IN {WASTED}",
    "CREATE INDEX bookings_held ON bookings (team, actor, day, held_at, held_nano) WHERE held_nano <> 0",
    f"""
    CREATE TABLE usage_days (
        day TEXT NOT NULL,
        team TEXT NOT NULL,
        actor TEXT NOT NULL,
        channel TEXT NOT NULL,
        lane TEXT NOT NULL,
        model TEXT NOT NULL,
        quality TEXT NOT NULL,
        {", ".join(f"{name} INTEGER NOT NULL" for name in MEASURES)},
        PRIMARY KEY ({", ".join(KEY)}),
        CHECK (nano_usd = {" + ".join(SUMS)})
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE unattributed (
        id TEXT PRIMARY KEY,
        team TEXT NOT NULL,
        day TEXT NOT NULL CHECK (length(day) = 10),
        line_item TEXT NOT NULL,
        nano_usd INTEGER NOT NULL,
        reason TEXT NOT NULL,
        created_by TEXT NOT NULL,
        created_at INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE INDEX unattributed_by_day ON unattributed (day, team, line_item)",
    *(
        f"""
        CREATE TRIGGER unattributed_keeps_{verb.lower()} BEFORE {verb} ON unattributed
        BEGIN SELECT RAISE(ABORT, 'unattributed is append-only'); END
        """
        for verb in ("UPDATE", "DELETE")
    ),
    """
    CREATE TABLE spending (
        team TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('person', 'channel', 'workspace')),
        scope TEXT NOT NULL,
        period TEXT NOT NULL CHECK (length(period) IN (7, 10)),
        spent_nano INTEGER NOT NULL,
        reserved_nano INTEGER NOT NULL CHECK (reserved_nano >= 0),
        PRIMARY KEY (team, kind, scope, period)
    ) STRICT, WITHOUT ROWID
    """,
    # What a turn made is asked for at every settlement.
    "CREATE INDEX versions_of_turn ON versions (turn_id)",
    # The zone in which all days above were counted: one row.
    """
    CREATE TABLE books_zone (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        zone TEXT NOT NULL,
        since INTEGER NOT NULL
    ) STRICT
    """,
)

TRIGGERS = (
    f"""
    CREATE TRIGGER usage_of_bookings AFTER INSERT ON bookings
    BEGIN
        INSERT INTO usage_days ({COLUMNS})
        VALUES ({NEW_BOOKED}, {_list(_values(turns="NEW.first", attempts="1", images="NEW.images"))})
        {ADD};
    END
    """,
    f"""
    CREATE TRIGGER usage_of_images AFTER UPDATE OF images ON bookings WHEN NEW.images <> OLD.images
    BEGIN
        INSERT INTO usage_days ({COLUMNS})
        VALUES ({NEW_BOOKED}, {_list(_values(images="NEW.images - OLD.images"))})
        {ADD};
    END
    """,
    f"""
    CREATE TRIGGER usage_of_parts AFTER INSERT ON ledger_parts
    WHEN EXISTS (SELECT 1 FROM ledger WHERE id = NEW.entry_id AND kind IN {COUNTED})
    BEGIN
        INSERT INTO usage_days ({COLUMNS})
        SELECT {BOOKED}, {_list(_part("NEW"))}
        FROM ledger l JOIN bookings b ON b.attempt_id = l.attempt_id WHERE l.id = NEW.entry_id
        {ADD};
    END
    """,
)

PLACES = {"person": "actor", "channel": "channel", "workspace": "''"}
PERIODS = ("day", "substr(day, 1, 7)")

VIEWS = (
    f"""
    CREATE VIEW usage_fold AS
    SELECT {", ".join(KEY)}, {", ".join(f"CAST(sum({m}) AS INTEGER) AS {m}" for m in MEASURES)}
    FROM (
        SELECT {BOOKED}, {_named(_values(turns="b.first", attempts="1", images="b.images"))}
        FROM bookings b
        UNION ALL
        SELECT {BOOKED}, {_list(_part("p"))}
        FROM ledger l JOIN ledger_parts p ON p.entry_id = l.id JOIN bookings b ON b.attempt_id = l.attempt_id
        WHERE l.kind IN {COUNTED}
    ) AS folded
    GROUP BY {", ".join(KEY)}
    """,
    # Spent as the rollup says (which the view above verifies), reserved as long as an attempt has not ended.
    f"""
    CREATE VIEW spending_fold AS
    WITH used (team, day, actor, channel, spent, reserved) AS (
        SELECT team, day, actor, channel, nano_usd, 0 FROM usage_days
        UNION ALL SELECT team, day, actor, channel, 0, quote_nano FROM bookings WHERE use IS NULL
    )
    SELECT team, kind, scope, period, CAST(sum(spent) AS INTEGER) AS spent_nano,
        CAST(sum(reserved) AS INTEGER) AS reserved_nano
    FROM (
        {
        " UNION ALL ".join(
            f"SELECT team, '{kind}' AS kind, {scope} AS scope, {period} AS period, spent, reserved FROM used"
            for kind, scope in PLACES.items()
            for period in PERIODS
        )
    }
        {
        " ".join(
            f"UNION ALL SELECT team, 'workspace', '', {period}, nano_usd, 0 FROM unattributed" for period in PERIODS
        )
    }
    ) AS folded
    GROUP BY team, kind, scope, period
    """,
)
