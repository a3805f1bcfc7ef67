-- Records that their sources took back, each with the fact that did: notices are made from it.

create table disclosure_withdrawals (
  subject_id bytea not null,
  digest bytea not null,
  position bigint not null,
  primary key (subject_id, digest)
);
create index disclosure_withdrawals_by_position on disclosure_withdrawals (position);
