"""The first schema: threads, turns, attempts, artifacts, the ledger, the outbox. Never edited: later migrations change it."""

TABLES = (
    """
    CREATE TABLE inbox (
        event_id TEXT PRIMARY KEY,
        kind TEXT NOT NULL,
        payload_sha256 TEXT NOT NULL,
        payload TEXT,
        state TEXT NOT NULL CHECK (state IN ('received', 'done')),
        verdict TEXT,
        received_at INTEGER NOT NULL,
        CHECK (state = 'done' OR payload IS NOT NULL)
    ) STRICT
    """,
    "CREATE INDEX inbox_waiting ON inbox (received_at) WHERE state = 'received'",
    """
    CREATE TABLE threads (
        id TEXT PRIMARY KEY,
        team TEXT NOT NULL,
        channel TEXT NOT NULL,
        root TEXT NOT NULL,
        created_at INTEGER NOT NULL,
        UNIQUE (team, channel, root)
    ) STRICT
    """,
    """
    CREATE TABLE turns (
        id TEXT PRIMARY KEY,
        thread_id TEXT NOT NULL REFERENCES threads (id),
        team TEXT NOT NULL,
        channel TEXT NOT NULL,
        place TEXT NOT NULL CHECK (place IN ('channel', 'direct')),
        key TEXT NOT NULL,
        actor TEXT NOT NULL,
        origin TEXT NOT NULL,
        text TEXT NOT NULL,
        files TEXT NOT NULL,
        complete INTEGER NOT NULL CHECK (complete IN (0, 1)),
        shared INTEGER NOT NULL CHECK (shared IN (0, 1)),
        secrets TEXT NOT NULL DEFAULT '[]',
        base_version TEXT REFERENCES versions (id),
        intent TEXT,
        plan TEXT,
        estimate_nano INTEGER CHECK (estimate_nano >= 0),
        quote_nano INTEGER CHECK (quote_nano >= 0),
        state TEXT NOT NULL CHECK (state IN ('accepted', 'drawing', 'delivering', 'closed')),
        outcome TEXT CHECK (outcome IN ('drawn', 'answered', 'acknowledged', 'refused', 'failed', 'stopped')),
        error TEXT,
        owner TEXT,
        lease_until INTEGER,
        accepted_at INTEGER NOT NULL,
        closed_at INTEGER,
        UNIQUE (team, channel, key),
        CHECK ((state = 'closed') = (closed_at IS NOT NULL)),
        CHECK (state <> 'closed' OR outcome IS NOT NULL)
    ) STRICT
    """,
    "CREATE INDEX turns_of_thread ON turns (thread_id, id)",
    "CREATE INDEX turns_open ON turns (lease_until) WHERE state <> 'closed'",
    """
    CREATE TABLE attempts (
        id TEXT PRIMARY KEY,
        turn_id TEXT NOT NULL REFERENCES turns (id),
        step INTEGER NOT NULL CHECK (step >= 0),
        number INTEGER NOT NULL CHECK (number >= 1),
        lane TEXT NOT NULL,
        base_host TEXT NOT NULL,
        mainline_model TEXT NOT NULL,
        image_model_asked TEXT NOT NULL,
        image_model_echoed TEXT,
        parameters TEXT NOT NULL,
        prompt_digests TEXT NOT NULL,
        response_id TEXT,
        x_request_id TEXT,
        last_sequence INTEGER,
        previews INTEGER NOT NULL DEFAULT 0,
        state TEXT NOT NULL CHECK (state IN ('reserved', 'opened', 'settled', 'released')),
        status TEXT,
        words TEXT,
        failure TEXT,
        reserved_at INTEGER NOT NULL,
        opened_at INTEGER,
        named_at INTEGER,
        first_preview_at INTEGER,
        final_at INTEGER,
        ended_at INTEGER,
        UNIQUE (turn_id, step, number)
    ) STRICT
    """,
    "CREATE INDEX attempts_by_response ON attempts (response_id) WHERE response_id IS NOT NULL",
    "CREATE INDEX attempts_open ON attempts (turn_id) WHERE state IN ('reserved', 'opened')",
    "CREATE INDEX attempts_recent ON attempts (final_at) WHERE final_at IS NOT NULL",
    """
    CREATE TABLE artifacts (
        sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
        media_type TEXT NOT NULL,
        width INTEGER NOT NULL CHECK (width > 0),
        height INTEGER NOT NULL CHECK (height > 0),
        bytes INTEGER NOT NULL CHECK (bytes > 0),
        kind TEXT NOT NULL CHECK (kind IN ('reference', 'mask', 'original', 'derived')),
        alt_text TEXT NOT NULL,
        slack_file_id TEXT,
        created_at INTEGER NOT NULL,
        deleted_at INTEGER
    ) STRICT
    """,
    """
    CREATE TABLE tool_calls (
        attempt_id TEXT NOT NULL REFERENCES attempts (id),
        call_id TEXT NOT NULL,
        status TEXT,
        action TEXT,
        revised_prompt TEXT,
        asked_size TEXT NOT NULL,
        asked_quality TEXT NOT NULL,
        echoed_size TEXT,
        echoed_quality TEXT,
        echoed_background TEXT,
        echoed_format TEXT,
        error TEXT,
        moderation_stage TEXT,
        moderation_categories TEXT,
        artifact_sha256 TEXT REFERENCES artifacts (sha256),
        PRIMARY KEY (attempt_id, call_id)
    ) STRICT
    """,
    """
    CREATE TABLE versions (
        id TEXT PRIMARY KEY,
        thread_id TEXT NOT NULL REFERENCES threads (id),
        turn_id TEXT NOT NULL REFERENCES turns (id),
        attempt_id TEXT NOT NULL REFERENCES attempts (id),
        call_id TEXT NOT NULL,
        artifact_sha256 TEXT NOT NULL REFERENCES artifacts (sha256),
        number INTEGER NOT NULL CHECK (number >= 1),
        letter TEXT NOT NULL DEFAULT '',
        created_at INTEGER NOT NULL,
        slack_file_id TEXT,
        slack_ts TEXT,
        UNIQUE (thread_id, number, letter),
        UNIQUE (attempt_id, call_id)
    ) STRICT
    """,
    "CREATE INDEX versions_by_artifact ON versions (artifact_sha256)",
    "CREATE INDEX versions_by_message ON versions (slack_ts) WHERE slack_ts IS NOT NULL",
    """
    CREATE TABLE lineage (
        child TEXT NOT NULL REFERENCES versions (id),
        position INTEGER NOT NULL,
        parent TEXT NOT NULL REFERENCES artifacts (sha256),
        parent_version TEXT REFERENCES versions (id),
        role TEXT NOT NULL CHECK (role IN ('source', 'reference', 'mask')),
        PRIMARY KEY (child, position)
    ) STRICT
    """,
    """
    CREATE TABLE prices (
        id TEXT PRIMARY KEY,
        model TEXT NOT NULL,
        token_class TEXT NOT NULL,
        nano_per_million INTEGER NOT NULL CHECK (nano_per_million >= 0),
        valid_from INTEGER NOT NULL,
        source TEXT NOT NULL,
        checked_on TEXT NOT NULL,
        UNIQUE (model, token_class, valid_from)
    ) STRICT
    """,
    """
    CREATE TABLE ledger (
        id TEXT PRIMARY KEY,
        turn_id TEXT NOT NULL REFERENCES turns (id),
        attempt_id TEXT NOT NULL REFERENCES attempts (id),
        kind TEXT NOT NULL CHECK (kind IN ('reservation', 'settlement', 'release', 'adjustment')),
        basis TEXT NOT NULL CHECK (basis IN
            ('metered', 'formula', 'ceiling', 'provider-stated', 'reconciled', 'written-off')),
        nano_usd INTEGER,
        reason TEXT NOT NULL DEFAULT '',
        created_at INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE UNIQUE INDEX one_reservation ON ledger (attempt_id) WHERE kind = 'reservation'",
    # A reservation ends once: settled or released, never both, never twice.
    "CREATE UNIQUE INDEX one_end ON ledger (attempt_id) WHERE kind IN ('settlement', 'release')",
    "CREATE INDEX ledger_of_turn ON ledger (turn_id)",
    """
    CREATE TABLE ledger_parts (
        entry_id TEXT NOT NULL REFERENCES ledger (id),
        position INTEGER NOT NULL,
        purpose TEXT NOT NULL,
        model TEXT NOT NULL,
        token_class TEXT NOT NULL,
        tokens INTEGER,
        price_id TEXT REFERENCES prices (id),
        basis TEXT NOT NULL,
        nano_usd INTEGER,
        note TEXT NOT NULL DEFAULT '',
        PRIMARY KEY (entry_id, position)
    ) STRICT
    """,
    """
    CREATE TRIGGER ledger_end_needs_reservation BEFORE INSERT ON ledger
    WHEN NEW.kind <> 'reservation'
        AND NOT EXISTS (SELECT 1 FROM ledger WHERE attempt_id = NEW.attempt_id AND kind = 'reservation')
    BEGIN SELECT RAISE(ABORT, 'no reservation for this attempt'); END
    """,
    *(
        f"""
        CREATE TRIGGER {table}_keeps_{verb.lower()} BEFORE {verb} ON {table}
        BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
        """
        for table in ("ledger", "ledger_parts", "prices", "lineage")
        for verb in ("UPDATE", "DELETE")
    ),
    """
    CREATE TABLE outbox (
        id TEXT PRIMARY KEY,
        turn_id TEXT NOT NULL REFERENCES turns (id),
        kind TEXT NOT NULL,
        body TEXT NOT NULL,
        progress TEXT NOT NULL DEFAULT '{}',
        state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'given_up')),
        tries INTEGER NOT NULL DEFAULT 0,
        next_at INTEGER NOT NULL,
        slack_ts TEXT,
        error TEXT,
        created_at INTEGER NOT NULL,
        ended_at INTEGER,
        UNIQUE (turn_id, kind)
    ) STRICT
    """,
    "CREATE INDEX outbox_waiting ON outbox (next_at) WHERE state = 'waiting'",
    # Status and preview messages that must be gone when the turn is closed, also after a crash.
    """
    CREATE TABLE transients (
        turn_id TEXT NOT NULL REFERENCES turns (id),
        kind TEXT NOT NULL CHECK (kind IN ('status', 'preview')),
        channel TEXT NOT NULL,
        ts TEXT NOT NULL,
        slack_file_id TEXT,
        PRIMARY KEY (channel, ts)
    ) STRICT
    """,
    "CREATE INDEX transients_of_turn ON transients (turn_id)",
    # What was learnt about the outside and must be remembered over a restart, such as a rejected background mode.
    """
    CREATE TABLE findings (
        name TEXT PRIMARY KEY,
        value TEXT NOT NULL,
        found_at INTEGER NOT NULL
    ) STRICT
    """,
)
