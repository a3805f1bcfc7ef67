-- The access register, derived from the ledger: who looked at whom. The details stay in the fact.

create table disclosure_lookups (
  subject_id blob not null,
  position integer not null,
  at integer not null,
  kind text not null,
  primary key (subject_id, position)
);

-- Files one actor opened on one day (Asia/Shanghai).
create table disclosure_quotas (
  actor text not null,
  day text not null,
  looks integer not null,
  primary key (actor, day)
);
