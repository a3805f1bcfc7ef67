-- The log: one narrow row a fact, dense from 0, never changed.
create table ledger_facts (
    seq integer primary key,
    at integer not null,
    kind text not null,
    digest blob not null
);

-- What a fact says, apart from the log so that it can be destroyed and distributed by subject.
-- The key starts with seq: bodies are appended at the end of the index, not all over it.
-- Facts without a subject have sixteen zero bytes.
create table ledger_bodies (
    subject_id blob not null,
    seq integer not null,
    salt blob not null,
    envelope text not null,
    primary key (seq, subject_id)
);

-- Merkle tiles (C2SP tlog-tiles): up to 256 hashes of 32 bytes. The last tile of a level grows.
create table ledger_tiles (
    level integer not null,
    number integer not null,
    hashes blob not null,
    primary key (level, number)
);

-- Signed checkpoints (C2SP tlog-checkpoint).
create table ledger_checkpoints (
    size integer primary key,
    note text not null
);
