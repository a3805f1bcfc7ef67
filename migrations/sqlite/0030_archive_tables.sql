-- The credit files: derived from the ledger, rebuilt from it at any time, written by the follower only.

create table archive_subjects (
  subject_id blob not null primary key,
  kind text not null,
  name text,
  named text,                     -- filed: as some record calls it; registered: by registration
  code text,                      -- organisations only
  state text,
  registered_on text,
  exited_on text,
  division text,
  merged_into blob
);

-- Subjects that were found to be this one.
create table archive_members (
  subject_id blob not null,
  member_id blob not null,
  primary key (subject_id, member_id)
);

-- Names of organisations; persons are found by their number only.
create table archive_names (
  subject_id blob not null,
  name text not null,
  core text not null,
  present integer not null,
  from_on text,
  until_on text,
  primary key (subject_id, name)
);
create index archive_names_by_name on archive_names (name);
create index archive_names_by_core on archive_names (core);

-- One row a version: what the platform knew of a record from known_from until known_until.
-- version is the position of the fact that made it, position that of the fact with the content.
create table archive_records (
  subject_id blob not null,
  digest blob not null,
  version integer not null,
  position integer not null,
  item text not null,
  state text not null,
  decided_on text not null,
  from_on text,
  until_on text,
  class text not null,
  published integer not null,         -- 0 never, 1 public, 2 its publication has ended
  public_until text,
  shared_until text,
  repairable_from text,
  source text not null,
  recogniser text,
  known_from integer not null,
  known_until integer,
  primary key (subject_id, digest, version)
);
create index archive_records_due on archive_records (shared_until)
  where shared_until is not null and known_until is null and state in ('valid', 'in-objection');

-- Further sources that sent the same record.
create table archive_provenance (
  subject_id blob not null,
  digest blob not null,
  source text not null,
  position integer not null,
  primary key (subject_id, digest, position)
);

-- Cleansings that were undone.
create table archive_restorations (
  subject_id blob not null,
  digest blob not null,
  field text not null,
  position integer not null,
  primary key (subject_id, digest, position)
);

create table archive_relations (
  subject_id blob not null,
  role text not null,
  position integer not null,
  name text,
  code text,
  from_on text,
  until_on text,
  primary key (subject_id, role, position)
);

-- What a check needs of a subject, in one row: see standing.rs.
create table archive_standing (
  subject_id blob not null primary key,
  summary text not null
);

-- The records of public lists, newest first.
create table archive_public (
  subject_id blob not null,
  digest blob not null,
  item text not null,
  decided_on text not null,
  position integer not null,
  public_until text,
  primary key (subject_id, digest)
);
create index archive_public_newest on archive_public (item, decided_on, position);
create index archive_public_due on archive_public (public_until) where public_until is not null;

create table archive_totals (
  what text not null primary key,
  count integer not null
);
