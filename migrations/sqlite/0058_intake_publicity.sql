-- Single records entered at the desk, and the registers of decisions that units hand in.

-- A record between its entry and its filing: sealed, and gone once it is filed or dropped.
create table intake_entries (
  number text not null primary key,
  agency text not null,
  item text not null,
  state text not null,             -- waiting, returned, filed, dropped
  correction integer not null,
  entered_by text not null,
  entered_at integer not null,
  content text,                    -- sealed
  reviewed_by text,
  reviewed_at integer,
  note text,                       -- sealed: why it was returned
  batch text
);
create index intake_entries_by_agency on intake_entries (agency, entered_at);

-- A list of decisions that a unit took from its own books.
create table intake_registers (
  number text not null primary key,
  agency text not null,
  item text not null,
  from_on text not null,
  until_on text not null,
  lines integer not null,
  listed_by text not null,
  listed_at integer not null,
  position integer not null
);
create index intake_registers_by_agency on intake_registers (agency, position);

-- Its decisions, by the key under which each would be filed; and why one is not, if the unit said so.
create table intake_listed (
  subject_id blob not null,
  key_digest blob not null,
  agency text not null,
  item text not null,
  document text not null,
  decided_on text not null,
  register text not null,
  reason_code text,
  reason text,
  explained_by text,
  explained_on text,
  primary key (subject_id, key_digest)
);
create index intake_listed_by_day on intake_listed (decided_on, agency, item);
