-- Records that their sources took back, each with the fact that did: notices are made from it.

create table disclosure_withdrawals (
  subject_id blob not null,
  digest blob not null,
  position integer not null,
  primary key (subject_id, digest)
);
create index disclosure_withdrawals_by_position on disclosure_withdrawals (position);
