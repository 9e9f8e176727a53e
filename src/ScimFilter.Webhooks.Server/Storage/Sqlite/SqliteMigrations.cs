namespace ScimFilter.Webhooks.Server.Storage.Sqlite;

/// <summary>
/// The tables, by version. A script is never changed once it was released; the next one is added. Times are ticks in UTC; numbers
/// stand in for keys of webhooks and are never given twice.
/// </summary>
internal static class SqliteMigrations
{
    public static readonly string[] Scripts =
    [
        """
        CREATE TABLE webhooks (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            tenant TEXT NOT NULL,
            id TEXT NOT NULL,
            version INTEGER NOT NULL,
            url TEXT NOT NULL,
            url_folded TEXT NOT NULL,
            name TEXT NOT NULL,
            name_folded TEXT NOT NULL,
            level INTEGER NOT NULL,
            filter TEXT,
            event_types TEXT NOT NULL,
            enabled INTEGER NOT NULL,
            headers TEXT NOT NULL,
            sealed BLOB,
            cloud_event INTEGER NOT NULL,
            revocation INTEGER NOT NULL,
            description TEXT,
            origin INTEGER NOT NULL,
            owner TEXT,
            created_by TEXT NOT NULL,
            updated_by TEXT,
            created_at INTEGER NOT NULL,
            updated_at INTEGER NOT NULL,
            disabled_reason TEXT,
            disabled_code TEXT,
            UNIQUE (tenant, id)
        ) STRICT;
        CREATE INDEX webhooks_created ON webhooks (tenant, created_at, number);

        -- One row for each webhook whose last attempt failed.
        CREATE TABLE health (
            webhook INTEGER PRIMARY KEY,
            failures INTEGER NOT NULL,
            failing_since INTEGER NOT NULL
        ) STRICT;

        -- A row outlives its body: the identifiers are remembered for longer.
        CREATE TABLE events (
            position INTEGER PRIMARY KEY AUTOINCREMENT,
            tenant TEXT NOT NULL,
            id TEXT NOT NULL,
            type TEXT NOT NULL,
            shape INTEGER NOT NULL,
            received_at INTEGER NOT NULL,
            body BLOB
        ) STRICT;
        CREATE TABLE event_ids (
            tenant TEXT NOT NULL,
            id TEXT NOT NULL,
            PRIMARY KEY (tenant, id)
        ) STRICT, WITHOUT ROWID;

        -- How far events are matched: a single row, so that matching writes nothing per event but its deliveries.
        CREATE TABLE progress (
            name TEXT PRIMARY KEY,
            position INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        INSERT INTO progress VALUES ('matched', 0), ('pruned', 0);

        -- What is left to do, and what has failed. State: 0 due, 1 claimed, 2 failed (then due_at says since when).
        CREATE TABLE deliveries (
            webhook INTEGER NOT NULL,
            position INTEGER NOT NULL,
            state INTEGER NOT NULL,
            attempts INTEGER NOT NULL,
            due_at INTEGER NOT NULL,
            lease_until INTEGER NOT NULL,
            PRIMARY KEY (webhook, position)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX deliveries_due ON deliveries (webhook, due_at, position) WHERE state = 0;
        CREATE INDEX deliveries_claimed ON deliveries (lease_until) WHERE state = 1;
        CREATE INDEX deliveries_failed ON deliveries (webhook, due_at) WHERE state = 2;

        CREATE TABLE attempts (
            number INTEGER PRIMARY KEY,
            id BLOB NOT NULL,
            webhook INTEGER NOT NULL,
            position INTEGER NOT NULL,
            type TEXT NOT NULL,
            triggered_at INTEGER NOT NULL,
            succeeded INTEGER NOT NULL,
            message TEXT NOT NULL,
            url TEXT NOT NULL,
            request_headers TEXT NOT NULL,
            shape INTEGER NOT NULL,
            status INTEGER,
            response_headers TEXT NOT NULL,
            response_body TEXT
        ) STRICT;
        CREATE INDEX attempts_triggered ON attempts (webhook, triggered_at, number);

        CREATE TABLE api_keys (
            hash BLOB PRIMARY KEY,
            tenant TEXT NOT NULL,
            user TEXT NOT NULL,
            roles TEXT NOT NULL,
            created_at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        """,
        // An event is known by its source and its identifier. Sources of rows that lost their body are not known: they stay empty.
        """
        ALTER TABLE events ADD COLUMN source TEXT NOT NULL DEFAULT '';
        UPDATE events SET source = COALESCE(json_extract(CAST(body AS TEXT), '$.source'), '')
            WHERE body IS NOT NULL AND json_valid(CAST(body AS TEXT)) AND json_type(CAST(body AS TEXT), '$.source') = 'text';
        DROP TABLE event_ids;
        CREATE TABLE event_ids (
            tenant TEXT NOT NULL,
            id TEXT NOT NULL,
            source TEXT NOT NULL,
            PRIMARY KEY (tenant, id, source)
        ) STRICT, WITHOUT ROWID;
        INSERT OR IGNORE INTO event_ids SELECT tenant, id, source FROM events;
        """,
        """
        -- The latest replay of each webhook; under way until it has an end.
        CREATE TABLE replays (
            webhook INTEGER PRIMARY KEY,
            since INTEGER NOT NULL,
            until INTEGER NOT NULL,
            through INTEGER NOT NULL,
            at_time INTEGER NOT NULL,
            at_position INTEGER NOT NULL,
            events INTEGER NOT NULL,
            matches INTEGER NOT NULL,
            deliveries INTEGER NOT NULL,
            started_at INTEGER NOT NULL,
            ended_at INTEGER
        ) STRICT;

        -- A period of one tenant's events, and whether a webhook has received an event.
        CREATE INDEX events_received ON events (tenant, received_at);
        CREATE INDEX attempts_delivered ON attempts (webhook, position) WHERE succeeded = 1;
        """,
        """
        -- Single values: what proves the encryption key, and what readiness writes.
        CREATE TABLE settings (
            name TEXT PRIMARY KEY,
            value BLOB NOT NULL
        ) STRICT, WITHOUT ROWID;
        """,
        """
        -- One index for each order of a list. With the type, because a list of one type passes over the others without reading their rows.
        DROP INDEX attempts_triggered;
        CREATE INDEX attempts_listed ON attempts (webhook, succeeded, triggered_at, number, type);
        CREATE INDEX webhooks_updated ON webhooks (tenant, updated_at, number);
        CREATE INDEX webhooks_named ON webhooks (tenant, name_folded, number);
        CREATE INDEX webhooks_addressed ON webhooks (tenant, url_folded, number);
        """,
    ];
}
