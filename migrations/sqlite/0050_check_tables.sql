-- Checks that were made, derived from the ledger; what they found stays in the fact.

create table check_receipts (
  subject_id blob not null,
  position integer not null,
  matter text not null,
  unit text not null,
  at integer not null,
  outcome text not null,
  decision text,
  decided_at integer,
  primary key (subject_id, position)
);
create index check_receipts_undecided on check_receipts (unit, position)
  where outcome = 'intercept' and decided_at is null;

create table check_totals (
  unit text not null,
  matter text not null,
  checks integer not null,
  intercepts integer not null,
  decided integer not null,
  last_at integer not null,
  primary key (unit, matter)
);
