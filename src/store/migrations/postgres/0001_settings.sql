-- Settings of servers. A server is no person: its id stands as it is.
CREATE TABLE server (
    id         BIGINT PRIMARY KEY,
    channels   TEXT    NOT NULL,
    roles      TEXT    NOT NULL,
    threads    TEXT    NOT NULL,
    country    TEXT    NOT NULL,
    language   TEXT    NOT NULL,
    prompts    BOOLEAN NOT NULL,
    practice   BOOLEAN NOT NULL,
    others     BOOLEAN NOT NULL
);

-- Channels that a server's moderators have blocked.
CREATE TABLE blocked_channel (
    server  BIGINT NOT NULL,
    channel BIGINT NOT NULL,
    PRIMARY KEY (server, channel)
);

-- People, each by a key that names nobody. `day`: when the row was last written, for what is kept no longer than needed.
CREATE TABLE person (
    person    BYTEA    PRIMARY KEY,
    listening BOOLEAN NOT NULL,
    deeper    BOOLEAN NOT NULL,
    prompts   BOOLEAN NOT NULL,
    buttons   BOOLEAN NOT NULL,
    met       BOOLEAN NOT NULL,
    day       BIGINT NOT NULL
);

-- People that a server's moderators have blocked there.
CREATE TABLE blocked_person (
    server BIGINT NOT NULL,
    person BYTEA    NOT NULL,
    PRIMARY KEY (server, person)
);

-- Where a person has asked to be listened to on a server; the place by a key as well.
CREATE TABLE opt_in (
    place  BYTEA    PRIMARY KEY,
    server BIGINT NOT NULL,
    person BYTEA    NOT NULL,
    day    BIGINT NOT NULL
);
CREATE INDEX opt_in_of_person ON opt_in (person, server);

-- How often "That's it" and "Not quite" were pressed under what each rule had made. Nobody's.
CREATE TABLE landed (
    kind      TEXT    NOT NULL,
    rule      TEXT    NOT NULL,
    hit       BIGINT NOT NULL,
    missed    BIGINT NOT NULL,
    PRIMARY KEY (kind, rule)
);
