-- Whether what is for grown-ups alone may come up in practice on a server.
ALTER TABLE server ADD COLUMN adult INTEGER NOT NULL DEFAULT 0;

-- Whether a person has said yes to numbers of their practice being kept.
ALTER TABLE person ADD COLUMN progress INTEGER NOT NULL DEFAULT 0;

-- Counts of what a person did in a practice. Nothing of what was said.
CREATE TABLE practice (
    id          INTEGER PRIMARY KEY,
    person      BLOB    NOT NULL,
    day         INTEGER NOT NULL,
    kind        TEXT    NOT NULL,
    replies     INTEGER NOT NULL,
    reflections INTEGER NOT NULL,
    complex     INTEGER NOT NULL,
    questions   INTEGER NOT NULL,
    flagged     INTEGER NOT NULL
) STRICT;
CREATE INDEX practice_of_person ON practice (person, id);
