-- What the patrol found and what is not settled yet; and how its rounds went.

create table workflow_findings (
  subject_id blob not null,              -- sixteen zero bytes if about nobody
  kind text not null,
  place text not null,                 -- digest; position of a look; partner and digest
  position integer not null,                -- the fact by which it was found
  digest text not null,
  item text not null,
  who text not null,                   -- agency that did it, or partner
  detail text not null,
  found_on text not null,
  primary key (subject_id, kind, place)
);
create index workflow_findings_by_kind on workflow_findings (kind, position, place);

create table workflow_rounds (
  whose text not null primary key,     -- patrol, or the partner
  position integer not null,
  went_on text not null,
  seen integer not null,
  differing integer not null
);
