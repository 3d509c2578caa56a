"""The fifth migration's tables: routes, reviews, what was said in them, verdicts and risk exceptions.

What was decided is never changed: of a verdict only its standing moves on, of a fact only whether it was withdrawn.
Days are ISO dates in UTC.
"""

OPEN_VERDICT = "state IN ('waiting', 'in_force')"

TABLES = (
    """
    CREATE TABLE routes (
        id TEXT PRIMARY KEY,
        team TEXT NOT NULL,
        base_url TEXT NOT NULL,
        host TEXT NOT NULL,
        model TEXT NOT NULL,
        endpoint TEXT NOT NULL,
        key_group TEXT NOT NULL,
        created_at INTEGER NOT NULL,
        UNIQUE (team, base_url, model, endpoint, key_group)
    ) STRICT
    """,
    "CREATE INDEX routes_by_host ON routes (team, host)",
    """
    CREATE TABLE reviews (
        id TEXT PRIMARY KEY,
        team TEXT NOT NULL,
        thread_id TEXT NOT NULL UNIQUE REFERENCES threads (id),
        turn_id TEXT NOT NULL REFERENCES turns (id),
        route_id TEXT NOT NULL REFERENCES routes (id),
        purpose TEXT,
        reason TEXT NOT NULL DEFAULT '',
        volume INTEGER CHECK (volume > 0),
        stated_class TEXT CHECK (stated_class IN ('provider_gateway', 'wrapper', 'account_pool')),
        asked TEXT NOT NULL DEFAULT '[]',
        state TEXT NOT NULL CHECK (state IN ('open', 'decided', 'closed')),
        opened_by TEXT NOT NULL,
        opened_at INTEGER NOT NULL,
        changed_at INTEGER NOT NULL,
        card_ts TEXT
    ) STRICT
    """,
    "CREATE INDEX reviews_open ON reviews (team, changed_at) WHERE state = 'open'",
    "CREATE INDEX reviews_of_route ON reviews (route_id)",
    # What people brought: whose words it is, where and when it was read, and its text without secrets.
    """
    CREATE TABLE evidence (
        id TEXT PRIMARY KEY,
        review_id TEXT NOT NULL REFERENCES reviews (id),
        turn_id TEXT REFERENCES turns (id),
        number INTEGER NOT NULL CHECK (number >= 1),
        kind TEXT NOT NULL CHECK (kind IN ('message', 'file', 'form', 'screenshot', 'earlier')),
        name TEXT NOT NULL,
        text TEXT NOT NULL,
        sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
        given_by TEXT NOT NULL,
        given_at INTEGER NOT NULL,
        author TEXT NOT NULL CHECK (author IN ('somebody', 'provider', 'bill', 'dashboard', 'console', 'probe')),
        url TEXT NOT NULL DEFAULT '',
        read_on TEXT NOT NULL,
        attributed_by TEXT,
        confirmed_by TEXT,
        superseded_by TEXT REFERENCES evidence (id),
        UNIQUE (review_id, number)
    ) STRICT
    """,
    "CREATE INDEX evidence_by_digest ON evidence (sha256)",
    "CREATE INDEX evidence_of_turn ON evidence (turn_id) WHERE turn_id IS NOT NULL",
    """
    CREATE TABLE facts (
        id TEXT PRIMARY KEY,
        review_id TEXT NOT NULL REFERENCES reviews (id),
        evidence_id TEXT NOT NULL REFERENCES evidence (id),
        fact TEXT NOT NULL,
        answer TEXT NOT NULL,
        quote TEXT NOT NULL,
        given_by TEXT NOT NULL,
        given_at INTEGER NOT NULL,
        found_by TEXT NOT NULL CHECK (found_by IN ('model', 'person', 'rules')),
        withdrawn_by TEXT,
        withdrawn_at INTEGER,
        CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL))
    ) STRICT
    """,
    # Of what a text answers, one row counts; what was withdrawn beside it may be said again by a person.
    "CREATE UNIQUE INDEX one_answer_counts ON facts (evidence_id, fact, answer) WHERE withdrawn_at IS NULL",
    "CREATE INDEX facts_of_review ON facts (review_id)",
    # Signals that a text showed, by the dated table in force then.
    """
    CREATE TABLE signals_seen (
        evidence_id TEXT NOT NULL REFERENCES evidence (id),
        signal TEXT NOT NULL,
        strength TEXT NOT NULL,
        effect TEXT NOT NULL CHECK (effect IN ('account_pool', 'mapping_failed', 'question')),
        place TEXT NOT NULL,
        quote TEXT NOT NULL,
        note TEXT NOT NULL DEFAULT '',
        dismissed_by TEXT,
        PRIMARY KEY (evidence_id, signal, place)
    ) STRICT
    """,
    """
    CREATE TABLE verdicts (
        id TEXT PRIMARY KEY,
        review_id TEXT NOT NULL REFERENCES reviews (id),
        route_id TEXT NOT NULL REFERENCES routes (id),
        team TEXT NOT NULL,
        purpose TEXT,
        class TEXT NOT NULL,
        headline TEXT NOT NULL,
        why TEXT NOT NULL,
        gates TEXT NOT NULL,
        permissions TEXT NOT NULL,
        facts TEXT NOT NULL,
        signals TEXT NOT NULL,
        stop_rule TEXT NOT NULL,
        valid_until TEXT NOT NULL CHECK (length(valid_until) = 10),
        decided_by TEXT NOT NULL,
        decided_at INTEGER NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('waiting', 'in_force', 'revoked', 'reopened', 'replaced')),
        confirmed_by TEXT,
        confirmed_at INTEGER,
        ended_by TEXT,
        ended_at INTEGER,
        ended_why TEXT NOT NULL DEFAULT '',
        told TEXT NOT NULL DEFAULT '',
        CHECK ((state IN ('waiting', 'in_force')) = (ended_at IS NULL)),
        CHECK ((confirmed_by IS NULL) = (confirmed_at IS NULL)),
        CHECK (confirmed_by IS NULL OR confirmed_by <> decided_by)
    ) STRICT
    """,
    f"CREATE UNIQUE INDEX one_verdict_stands ON verdicts (route_id) WHERE {OPEN_VERDICT}",
    "CREATE INDEX verdicts_of_review ON verdicts (review_id)",
    f"CREATE INDEX verdicts_ending ON verdicts (valid_until) WHERE {OPEN_VERDICT}",
    """
    CREATE TRIGGER verdicts_keep_delete BEFORE DELETE ON verdicts
    BEGIN SELECT RAISE(ABORT, 'verdicts are append-only'); END
    """,
    """
    CREATE TRIGGER verdicts_keep_what_was_decided BEFORE UPDATE ON verdicts
    WHEN NEW.id <> OLD.id OR NEW.review_id <> OLD.review_id OR NEW.route_id <> OLD.route_id OR NEW.team <> OLD.team
        OR NEW.purpose IS NOT OLD.purpose OR NEW.class <> OLD.class OR NEW.headline <> OLD.headline
        OR NEW.why <> OLD.why OR NEW.gates <> OLD.gates OR NEW.permissions <> OLD.permissions
        OR NEW.facts <> OLD.facts OR NEW.signals <> OLD.signals OR NEW.stop_rule <> OLD.stop_rule
        OR NEW.valid_until <> OLD.valid_until OR NEW.decided_by <> OLD.decided_by OR NEW.decided_at <> OLD.decided_at
        OR OLD.ended_at IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'what a verdict decided is never changed'); END
    """,
    """
    CREATE TABLE exceptions (
        id TEXT PRIMARY KEY,
        review_id TEXT NOT NULL REFERENCES reviews (id),
        route_id TEXT NOT NULL REFERENCES routes (id),
        team TEXT NOT NULL,
        owner TEXT NOT NULL,
        scope TEXT NOT NULL,
        reason TEXT NOT NULL,
        until TEXT NOT NULL CHECK (length(until) = 10),
        asked_by TEXT NOT NULL,
        asked_at INTEGER NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('waiting', 'in_force', 'declined', 'revoked')),
        decided_by TEXT,
        decided_at INTEGER,
        ended_by TEXT,
        ended_at INTEGER,
        CHECK ((state = 'waiting') = (decided_at IS NULL)),
        CHECK (state <> 'in_force' OR decided_by NOT IN (owner, asked_by))
    ) STRICT
    """,
    "CREATE UNIQUE INDEX one_exception_stands ON exceptions (route_id) WHERE state IN ('waiting', 'in_force')",
    "CREATE INDEX exceptions_of_review ON exceptions (review_id)",
    # A review is read often and its texts can be long: in brief is enough for everything but finding quotes.
    """
    CREATE VIEW evidence_in_brief AS
    SELECT id, review_id, turn_id, number, kind, name, substr(text, 1, 4000) AS text, sha256, given_by, given_at, author,
        url, read_on, attributed_by, confirmed_by, superseded_by
    FROM evidence
    """,
    """
    CREATE VIEW reviews_in_threads AS
    SELECT r.*, h.channel, h.root, g.base_url, g.host, g.model, g.endpoint, g.key_group
    FROM reviews r JOIN threads h ON h.id = r.thread_id JOIN routes g ON g.id = r.route_id
    """,
    """
    CREATE VIEW verdicts_on_routes AS
    SELECT v.*, g.base_url, g.model, g.endpoint, g.key_group FROM verdicts v JOIN routes g ON g.id = v.route_id
    """,
    """
    CREATE VIEW exceptions_on_routes AS
    SELECT x.*, g.base_url, g.model, g.endpoint, g.key_group FROM exceptions x JOIN routes g ON g.id = x.route_id
    """,
)
