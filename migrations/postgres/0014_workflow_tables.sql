-- Objections: whose record is disputed, by whom, until when it must be answered.

create table workflow_objections (
  subject_id bytea not null,
  number text not null,
  position bigint not null,           -- the fact by which it was filed
  digest text not null,
  item text not null,
  objector text not null,              -- subject, holder, anyone
  holder text not null,                -- account of whoever filed it; empty for anyone
  state text not null,                 -- filed, accepted, declined
  marked bigint not null,
  involved bigint not null,           -- whether other units must help to verify it
  filed_on text not null,
  filed_at bigint not null,
  statement text not null,             -- sealed
  wish text not null,                  -- sealed
  name text not null,                  -- sealed
  contact text not null,               -- sealed
  code text not null,                  -- sealed: opens the status to whoever filed it
  primary key (subject_id, number)
);
create index workflow_objections_by_number on workflow_objections (number);
create index workflow_objections_by_state on workflow_objections (state, position);

create table workflow_steps (
  subject_id bytea not null,
  number text not null,
  position bigint not null,
  at bigint not null,
  step text not null,
  agency text not null,
  account text not null,
  note text not null,                  -- sealed
  primary key (subject_id, number, position)
);

-- How many numbers were given out on a day.
create table workflow_serials (
  day text not null primary key,
  last bigint not null
);
