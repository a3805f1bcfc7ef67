-- What cases did: measures that are applied, records that they filed, what stopped, what is announced, and
-- results for the upper platform. A case about nobody has a subject of sixteen zero bytes.

create table workflow_measures (
  subject_id blob not null,
  position integer not null,           -- the fact by which it began
  at integer not null,
  measure text not null,
  digest text not null,                -- the record on which it rests
  number text not null,                -- the case that started it
  agency text not null,                -- who applies it, by id
  from_on text not null,
  until_on text not null,              -- last day; 9999-12-31 without one
  lifted_on text not null,             -- empty while it lasts
  lifted integer,                      -- the fact by which it was lifted
  reason text not null,                -- why: repaired, withdrawn, expired, removed, decided
  primary key (subject_id, position)
);
create index workflow_measures_by_measure on workflow_measures (measure, position);
create index workflow_measures_by_number on workflow_measures (number);

-- Records that have ended, by the last fact that said so.
create table workflow_ended (
  subject_id blob not null,
  digest text not null,
  position integer not null,
  at integer not null,
  reason text not null,
  primary key (subject_id, digest)
);

create table workflow_blocked (
  measure text not null primary key,
  position integer not null,
  number text not null                 -- the case that blocked it
);

-- Open objections and the like, by the record that they mark.
create table workflow_marks (
  subject_id blob not null,
  digest text not null,
  number text not null,
  primary key (subject_id, digest, number)
);

-- Records that cases filed; entries of lists with their list, until a release has spread them.
create table workflow_filed (
  subject_id blob not null,
  number text not null,
  digest text not null,
  position integer not null,
  item text not null,
  list text not null,                  -- empty: no entry of a list
  released text not null,              -- the case that released it; empty: not yet
  primary key (subject_id, number, digest)
);
create index workflow_filed_by_release on workflow_filed (released, list, position);

-- The receipt of a repair: every place at which a record was used, and when that stopped.
create table workflow_stops (
  subject_id blob not null,
  number text not null,
  rank integer not null,
  place text not null,
  measure text not null,
  agency text not null,
  stopped_at integer,                  -- none while it is open
  primary key (subject_id, number, rank)
);

create table workflow_announcements (
  subject_id blob not null,
  number text not null,
  position integer not null,
  process text not null,
  digest text not null,
  announced_on text not null,
  fields text not null,                -- public values by field, JSON
  primary key (subject_id, number)
);
create index workflow_announcements_by_process on workflow_announcements (process, position);

-- Results that the upper platform must learn.
create table workflow_dispatches (
  subject_id blob not null,
  number text not null,
  position integer not null,           -- the fact of the case
  kind text not null,                  -- repair, removal, correction, withdrawal, objection
  process text not null,
  item text not null,
  digest text not null,
  made_at integer not null,
  attempts integer not null,
  tried_at integer not null,           -- 0: never
  acknowledged_at integer not null,    -- 0: not yet
  receipt text not null,
  primary key (subject_id, number, position)
);
create index workflow_dispatches_open on workflow_dispatches (acknowledged_at, position);
