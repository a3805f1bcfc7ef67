-- What subjects declare about themselves, its evidence, and what became of rows that were not taken.

create table intake_declarations (
  subject_id blob not null,
  number text not null,
  position integer not null,           -- the fact by which it was declared
  item text not null,
  digest text not null,                -- of the record's key
  state text not null,                 -- unchecked, checked, refuted, withdrawn
  declared_by text not null,
  declared_on text not null,
  checked_on text,
  checked_by text,                     -- agency
  checked_account text,
  note text,                           -- sealed
  primary key (subject_id, number)
);
create index intake_declarations_by_number on intake_declarations (number);
create index intake_declarations_by_state on intake_declarations (state, position);

create table intake_evidence (
  subject_id blob not null,
  number text not null,
  file integer not null,
  kind text not null,                  -- pdf, png, jpg: as its first bytes say
  bytes integer not null,
  sha256 text not null,
  name text not null,                  -- sealed
  content text not null,               -- sealed
  primary key (subject_id, number, file)
);

create table intake_serials (
  day text not null primary key,
  last integer not null
);

-- Rows that were refused or held and are so no longer: released, dismissed, mended.
create table intake_settlements (
  batch text not null,
  line integer not null,
  how text not null,
  at integer not null,
  account text not null,
  position integer,
  mended_in text,
  primary key (batch, line)
);
