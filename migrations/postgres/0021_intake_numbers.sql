-- Old registration numbers: under which unified code a row has named the same organisation. A number that
-- came with two codes says nothing.
create table intake_numbers (
  subject_id bytea not null,           -- keyed id of the registration number
  code text not null,                 -- unified code
  position bigint not null,          -- the fact that said so first
  primary key (subject_id, code)
);
