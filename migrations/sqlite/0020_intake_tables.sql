-- Batches from source agencies, the rows that did not pass, and what de-duplication must remember.

-- One attempt to read one file: `base` is the digest of agency, item and file, `batch` adds the attempt.
create table intake_batches (
  batch text not null primary key,
  base text not null,
  attempt integer not null,
  agency text not null,
  item text not null,
  file_name text not null,
  file_digest blob not null,
  bytes integer not null,
  channel text not null,
  sent_by text not null,
  reviewed_by text,
  profile text,
  correction integer not null,
  policy text not null,
  received_at integer not null,
  completed_at integer,
  state text not null,            -- open, done, broken
  broken_because text,
  headers text,                   -- JSON list, as sent
  dropped text not null,          -- JSON list of columns that are not read
  rows_done integer not null,         -- the cursor: where an interrupted reading goes on
  accepted integer not null,
  duplicates integer not null,
  joined integer not null,            -- among the duplicates
  corrected integer not null,
  rejected integer not null,
  held integer not null,
  warnings integer not null,
  first_position integer,
  last_position integer
);
create index intake_batches_by_base on intake_batches (base, attempt);
create index intake_batches_by_agency on intake_batches (agency, received_at);

-- How often a rule was met in a batch: rows refused or held by it, values cleansed by it.
create table intake_tallies (
  batch text not null,
  rule text not null,
  count integer not null,
  primary key (batch, rule)
);

-- What was wrong, row by row; personal values masked.
create table intake_faults (
  batch text not null,
  line integer not null,
  number integer not null,
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
  line integer not null,
  held integer not null,
  cells text not null,
  primary key (batch, line)
);

-- The present state of every record this site was sent.
create table intake_keys (
  subject_id blob not null,
  key_digest blob not null,
  content_digest blob not null,
  position integer not null,
  version integer not null,
  state integer not null,             -- 0 in force, 1 withdrawn, 2 repaired
  source text not null,
  recogniser text not null,
  primary key (subject_id, key_digest)
) without rowid;

-- Contents that were replaced: an old file sent again brings nothing back.
create table intake_superseded (
  subject_id blob not null,
  key_digest blob not null,
  content_digest blob not null,
  primary key (subject_id, key_digest, content_digest)
) without rowid;

-- Further sources of a record.
create table intake_sources (
  subject_id blob not null,
  key_digest blob not null,
  source text not null,
  position integer not null,
  primary key (subject_id, key_digest, source)
) without rowid;

-- Keyed marks of persons' names, to notice a name that does not belong to its number.
create table intake_names (
  subject_id blob not null primary key,
  mark blob not null,
  registered integer not null         -- 1 if a registration said it
);

-- What each agency sent in a month (Asia/Shanghai), by item.
create table intake_months (
  agency text not null,
  item text not null,
  month text not null,
  batches integer not null,
  received integer not null,
  accepted integer not null,
  duplicates integer not null,
  corrected integer not null,
  rejected integer not null,
  held integer not null,
  withdrawn integer not null,
  on_time integer not null,
  late integer not null,
  unclocked integer not null,         -- no calendar for the year, so nobody can say
  primary key (agency, item, month)
);

-- Why rows were rejected in a month.
create table intake_month_rules (
  agency text not null,
  item text not null,
  month text not null,
  rule text not null,
  count integer not null,
  primary key (agency, item, month, rule)
);
