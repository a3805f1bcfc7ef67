-- Cases: what must happen next, by whom, by which working day. A case about nobody has a subject of
-- sixteen zero bytes. Texts are sealed.

create table workflow_cases (
  subject_id blob not null,
  number text not null,
  position integer not null,           -- the fact by which it began
  turned integer not null,             -- the last fact that put it into its state
  process text not null,
  edition text not null,               -- first day of the edition under which it runs
  state text not null,
  outcome text not null,               -- done, refused, withdrawn, lapsed; empty while it is open
  ends text not null,                  -- how it ends with its record; empty if it goes on
  digest text not null,                -- the record; empty if about none
  item text not null,
  source text not null,                -- agency that sent the record
  author text not null,                -- agency that decided what it says
  starter text not null,               -- subject, holder, anyone, staff, task
  account text not null,               -- account of whoever began it; empty for anyone
  acting text not null,                -- for whom that account acted, hexadecimal
  agency text not null,                -- agency of staff that began it
  parent text not null,                -- the case that made it
  division text not null,              -- of the subject; empty if not known
  public integer not null,
  filed_on text not null,
  closed_on text not null,             -- empty while it is open
  unit text not null,                  -- agency that has it: empty for a party, * for any
  owner text not null,                 -- actor that has it
  due_on text not null,                -- 9999-12-31 without a day
  amber_on text not null,
  late integer not null,               -- whether a day ever passed
  fields text not null,                -- values by field, JSON; texts are sealed
  handed text not null,                -- actors whose agency was changed by hand-over, JSON
  slot text not null,                  -- what only one open case can be about; empty if many can
  code text not null,                  -- sealed: opens the status to whoever began it
  name text not null,                  -- sealed
  contact text not null,               -- sealed
  primary key (subject_id, number)
);
create index workflow_cases_by_number on workflow_cases (number);
create index workflow_cases_by_account on workflow_cases (account, position);
create index workflow_cases_by_acting on workflow_cases (acting, position);
create index workflow_cases_by_parent on workflow_cases (parent);
create index workflow_cases_by_process on workflow_cases (process, public, position);

-- What only one open case can be about.
create table workflow_slots (
  subject_id blob not null,
  slot text not null,
  number text not null,
  primary key (subject_id, slot)
);

-- The queues: who has which case, and why.
create table workflow_places (
  subject_id blob not null,
  number text not null,
  agency text not null,                -- by id; * for any
  owner text not null,                 -- process/actor
  why text not null,                   -- owner, escalated
  state text not null,
  due_on text not null,
  amber_on text not null,
  primary key (subject_id, number, agency, owner, why)
);
create index workflow_places_by_owner on workflow_places (agency, owner, due_on, number);

-- How many places there are, by their days: counted as they come and go.
create table workflow_tallies (
  agency text not null,
  owner text not null,
  due_on text not null,
  amber_on text not null,
  places integer not null,
  primary key (agency, owner, due_on, amber_on)
);

create table workflow_clocks (
  subject_id blob not null,
  number text not null,
  clock text not null,
  rank integer not null,
  look_on text not null,               -- the day from which the daily run must look; 9999-12-31 if never
  running text not null,               -- JSON
  primary key (subject_id, number, clock)
);
create index workflow_clocks_by_day on workflow_clocks (look_on, number, clock);

create table workflow_story (
  subject_id blob not null,
  number text not null,
  position integer not null,
  at integer not null,
  step text not null,                  -- opened, moved, noted, paper, extended …
  what text not null,                  -- move, clock, field, document
  state text not null,                 -- after it
  agency text not null,
  account text not null,
  note text not null,                  -- sealed
  primary key (subject_id, number, position)
);

-- Papers: written with their step, not derived from facts, which hold only their digests.
create table workflow_papers (
  subject_id blob not null,
  number text not null,
  place integer not null,
  position integer not null,
  document text not null,
  media_type text not null,
  bytes integer not null,
  sha256 text not null,
  given_on text not null,
  name text not null,                  -- sealed
  content text not null,               -- sealed
  primary key (subject_id, number, place)
);

create table workflow_letters (
  subject_id blob not null,
  number text not null,
  place integer not null,
  position integer not null,
  at integer not null,
  notice text not null,
  formal integer not null,
  recipient text not null,             -- actor
  sender text not null,                -- agency, by id
  written_on text not null,
  title text not null,                 -- sealed, JSON
  content text not null,               -- sealed, JSON
  primary key (subject_id, number, place)
);

-- Up to where the facts of this room are shown by its tables.
create table workflow_head (
  head integer not null primary key,
  position integer not null
);
insert into workflow_head (head, position) values (1, -1);
