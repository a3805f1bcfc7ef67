-- Certificates that cases issued: whoever has the number verifies one.
create table workflow_certificates (
  certificate text not null,
  number text not null,                -- the case that issued it
  position bigint not null,
  process text not null,
  unit text not null,
  holder text not null,                -- masked
  fields text not null,                -- what it says, by field, JSON
  issued_on text not null,
  until_on text not null,              -- 9999-12-31: without end
  revoked_on text not null,            -- 9999-12-31: it was not
  primary key (certificate)
);
create index workflow_certificates_by_case on workflow_certificates (number, position);
