-- Batches from source agencies, the rows that did not pass, and what de-duplication must remember.

-- One attempt to read one file: `base` is the digest of agency, item and file, `batch` adds the attempt.
create table intake_batches (
  batch text not null primary key,
  base text not null,
  attempt bigint not null,
  agency text not null,
  item text not null,
  file_name text not null,
  file_digest bytea not null,
  bytes bigint not null,
  channel text not null,
  sent_by text not null,
  reviewed_by text,
  profile text,
  correction bigint not null,
  policy text not null,
  received_at bigint not null,
  completed_at bigint,
  state text not null,            -- open, done, broken
  broken_because text,
  headers text,                   -- JSON list, as sent
  dropped text not null,          -- JSON list of columns that are not read
  rows_done bigint not null,         -- the cursor: where an interrupted reading goes on
  accepted bigint not null,
  duplicates bigint not null,
  joined bigint not null,            -- among the duplicates
  corrected bigint not null,
  rejected bigint not null,
  held bigint not null,
  warnings bigint not null,
  first_position bigint,
  last_position bigint
);
create index intake_batches_by_base on intake_batches (base, attempt);
create index intake_batches_by_agency on intake_batches (agency, received_at);

-- How often a rule was met in a batch: rows refused or held by it, values cleansed by it.
create table intake_tallies (
  batch text not null,
  rule text not null,
  count bigint not null,
  primary key (batch, rule)
);

-- What was wrong, row by row; personal values masked.
create table intake_faults (
  batch text not null,
  line bigint not null,
  number bigint not null,
  field text,
  label text,
  rule text not null,
  detail text,
  value text not null,
  advice text not null,
  primary key (batch, line, number)
);

-- Rows that were not taken, whole and sealed, so that they can be given back.
create table intake_rejects (
  batch text not null,
  line bigint not null,
  held bigint not null,
  cells text not null,
  primary key (batch, line)
);

-- The present state of every record this site was sent.
create table intake_keys (
  subject_id bytea not null,
  key_digest bytea not null,
  content_digest bytea not null,
  position bigint not null,
  version bigint not null,
  state bigint not null,             -- 0 in force, 1 withdrawn, 2 repaired
  source text not null,
  recogniser text not null,
  primary key (subject_id, key_digest)
);

-- Contents that were replaced: an old file sent again brings nothing back.
create table intake_superseded (
  subject_id bytea not null,
  key_digest bytea not null,
  content_digest bytea not null,
  primary key (subject_id, key_digest, content_digest)
);

-- Further sources of a record.
create table intake_sources (
  subject_id bytea not null,
  key_digest bytea not null,
  source text not null,
  position bigint not null,
  primary key (subject_id, key_digest, source)
);

-- Keyed marks of persons' names, to notice a name that does not belong to its number.
create table intake_names (
  subject_id bytea not null primary key,
  mark bytea not null,
  registered bigint not null         -- 1 if a registration said it
);

-- What each agency sent in a month (Asia/Shanghai), by item.
create table intake_months (
  agency text not null,
  item text not null,
  month text not null,
  batches bigint not null,
  received bigint not null,
  accepted bigint not null,
  duplicates bigint not null,
  corrected bigint not null,
  rejected bigint not null,
  held bigint not null,
  withdrawn bigint not null,
  on_time bigint not null,
  late bigint not null,
  unclocked bigint not null,         -- no calendar for the year, so nobody can say
  primary key (agency, item, month)
);

-- Why rows were rejected in a month.
create table intake_month_rules (
  agency text not null,
  item text not null,
  month text not null,
  rule text not null,
  count bigint not null,
  primary key (agency, item, month, rule)
);
