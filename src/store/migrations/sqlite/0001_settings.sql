-- Settings of servers. A server is no person: its id stands as it is.
CREATE TABLE server (
    id         INTEGER PRIMARY KEY,
    channels   TEXT    NOT NULL,
    roles      TEXT    NOT NULL,
    threads    TEXT    NOT NULL,
    country    TEXT    NOT NULL,
    language   TEXT    NOT NULL,
    prompts    INTEGER NOT NULL,
    practice   INTEGER NOT NULL,
    others     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Channels that a server's moderators have blocked.
CREATE TABLE blocked_channel (
    server  INTEGER NOT NULL,
    channel INTEGER NOT NULL,
    PRIMARY KEY (server, channel)
) STRICT, WITHOUT ROWID;

-- People, each by a key that names nobody. `day`: when the row was last written, for what is kept no longer than needed.
CREATE TABLE person (
    person    BLOB    PRIMARY KEY,
    listening INTEGER NOT NULL,
    deeper    INTEGER NOT NULL,
    prompts   INTEGER NOT NULL,
    buttons   INTEGER NOT NULL,
    met       INTEGER NOT NULL,
    day       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- People that a server's moderators have blocked there.
CREATE TABLE blocked_person (
    server INTEGER NOT NULL,
    person BLOB    NOT NULL,
    PRIMARY KEY (server, person)
) STRICT, WITHOUT ROWID;

-- Where a person has asked to be listened to on a server; the place by a key as well.
CREATE TABLE opt_in (
    place  BLOB    PRIMARY KEY,
    server INTEGER NOT NULL,
    person BLOB    NOT NULL,
    day    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX opt_in_of_person ON opt_in (person, server);

-- How often "That's it" and "Not quite" were pressed under what each rule had made. Nobody's.
CREATE TABLE landed (
    kind      TEXT    NOT NULL,
    rule      TEXT    NOT NULL,
    hit       INTEGER NOT NULL,
    missed    INTEGER NOT NULL,
    PRIMARY KEY (kind, rule)
) STRICT, WITHOUT ROWID;
