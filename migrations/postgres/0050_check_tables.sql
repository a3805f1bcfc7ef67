-- Checks that were made, derived from the ledger; what they found stays in the fact.

create table check_receipts (
  subject_id bytea not null,
  position bigint not null,
  matter text not null,
  unit text not null,
  at bigint not null,
  outcome text not null,
  decision text,
  decided_at bigint,
  primary key (subject_id, position)
);
create index check_receipts_undecided on check_receipts (unit, position)
  where outcome = 'intercept' and decided_at is null;

create table check_totals (
  unit text not null,
  matter text not null,
  checks bigint not null,
  intercepts bigint not null,
  decided bigint not null,
  last_at bigint not null,
  primary key (unit, matter)
);
