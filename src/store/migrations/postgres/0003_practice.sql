-- Whether what is for grown-ups alone may come up in practice on a server.
ALTER TABLE server ADD COLUMN adult BOOLEAN NOT NULL DEFAULT FALSE;

-- Whether a person has said yes to numbers of their practice being kept.
ALTER TABLE person ADD COLUMN progress BOOLEAN NOT NULL DEFAULT FALSE;

-- Counts of what a person did in a practice. Nothing of what was said.
CREATE TABLE practice (
    id          BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    person      BYTEA  NOT NULL,
    day         BIGINT NOT NULL,
    kind        TEXT   NOT NULL,
    replies     BIGINT NOT NULL,
    reflections BIGINT NOT NULL,
    complex     BIGINT NOT NULL,
    questions   BIGINT NOT NULL,
    flagged     BIGINT NOT NULL
);
CREATE INDEX practice_of_person ON practice (person, id);
