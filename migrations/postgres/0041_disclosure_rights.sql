-- The register tells who looked, what for and through which door; what stands in no fact's table
-- yet: consents, alerts, reviews, exports, erasures, and how often was asked.

alter table disclosure_lookups add column organisation text;
alter table disclosure_lookups add column actor text;
alter table disclosure_lookups add column purpose text;
alter table disclosure_lookups add column channel text;
-- The fact by which the subject asked about the look, and that of the review it was part of.
alter table disclosure_lookups add column questioned bigint;
alter table disclosure_lookups add column reviewed bigint;
create index disclosure_lookups_by_time on disclosure_lookups (at, position);
create index disclosure_lookups_by_organisation
  on disclosure_lookups (organisation, at, position);
create index disclosure_lookups_questioned on disclosure_lookups (at, position)
  where questioned is not null;

-- Consents, written beside their facts: they are read before every look that rests on one.
create table disclosure_consents (
  subject_id bytea not null,
  position bigint not null,
  kind text not null,
  edition text not null,           -- first day of the text that was agreed to
  recipient text not null,
  purpose text not null,
  items text not null,             -- ids, joined by ;
  given_at bigint not null,
  until_on text not null,
  withdrawn bigint,
  withdrawn_at bigint,
  primary key (subject_id, position)
);
create index disclosure_consents_to on disclosure_consents (recipient, position);

-- Facts about a subject that are neither records nor looks: its news.
create table disclosure_events (
  subject_id bytea not null,
  position bigint not null,
  at bigint not null,
  kind text not null,
  primary key (subject_id, position)
);

-- Looks and refusals of one actor in one hour (Asia/Shanghai, 2026-11-20T09).
create table disclosure_paces (
  actor text not null,
  hour text not null,
  looks bigint not null,
  refusals bigint not null,
  primary key (actor, hour)
);

create table disclosure_alerts (
  position bigint not null,
  kind text not null,
  actor text not null,
  organisation text not null,
  whose text,                      -- hexadecimal digits of the subject looked at first
  rule text,
  day text not null,
  at bigint not null,
  latest bigint not null,
  times bigint not null,
  closed bigint,
  closed_at bigint,
  primary key (position, kind)
);
create index disclosure_alerts_open on disclosure_alerts (actor, kind, day)
  where closed is null;

create table disclosure_reviews (
  position bigint not null primary key,
  at bigint not null,
  actor text not null,
  looks bigint not null
);

-- Queries by day, door, unit and purpose.
create table disclosure_counts (
  day text not null,
  channel text not null,
  unit text not null,
  purpose text not null,
  queries bigint not null,
  primary key (day, channel, unit, purpose)
);

-- Requests to take data out, written beside their facts: a request is decided and taken once.
create table disclosure_exports (
  position bigint not null primary key,
  at bigint not null,
  actor text not null,
  organisation text not null,
  what text not null,
  reason text not null,
  purpose text not null,
  matter_number text not null,
  unmasked bigint not null,
  verdict text,
  decider text,
  decided_at bigint,
  note text,
  taken bigint,
  taken_at bigint
);

-- Certificates of deletions.
create table disclosure_erasures (
  subject_id bytea not null,
  position bigint not null,
  at bigint not null,
  digest bytea not null,
  item text not null,
  ordered text not null,
  actor text not null,
  approver text not null,
  erased text not null,            -- positions, joined by ;
  recorded text not null,
  cleared text not null,           -- place=rows, joined by ;
  primary key (subject_id, position)
);
