-- The log: one narrow row a fact, dense from 0, never changed.
create table ledger_facts (
    seq bigint primary key,
    at bigint not null,
    kind text not null,
    digest bytea not null
);

-- What a fact says, apart from the log so that it can be destroyed and distributed by subject.
-- The key starts with seq: bodies are appended at the end of the index, not all over it.
-- Facts without a subject have sixteen zero bytes.
create table ledger_bodies (
    subject_id bytea not null,
    seq bigint not null,
    salt bytea not null,
    envelope text not null,
    primary key (seq, subject_id)
);

-- Merkle tiles (C2SP tlog-tiles): up to 256 hashes of 32 bytes. The last tile of a level grows.
create table ledger_tiles (
    level bigint not null,
    number bigint not null,
    hashes bytea not null,
    primary key (level, number)
);

-- Signed checkpoints (C2SP tlog-checkpoint).
create table ledger_checkpoints (
    size bigint primary key,
    note text not null
);
