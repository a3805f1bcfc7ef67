-- Credit reports that were issued, and reports of other regions that were handed in. What a report
-- says is sealed in its fact; here stands what lists and verification need.

create table report_issues (
  subject_id blob not null,
  number text not null,
  position integer not null,           -- the fact report.issued
  template text not null,
  holds text not null,                 -- public, own
  asker text not null,                 -- own, counter, consented, agency
  organisation text not null,          -- unified code; empty if the subject itself asked
  actor text not null,                 -- account or key
  channel text not null,
  purpose text not null,
  matter_number text,
  consent text,
  lookup integer,                      -- the fact that registers the look
  issued_at integer not null,
  issued_on text not null,             -- its day in China
  valid_until text not null,
  digest text not null,                -- SM3 of the model
  printed text,                        -- SHA-256 of the PDF as first printed
  erased integer not null,             -- its content was destroyed by order of law
  primary key (subject_id, number)
);
create index report_issues_by_number on report_issues (number);
create index report_issues_by_organisation on report_issues (organisation, position);
create index report_issues_by_day on report_issues (issued_on, position);

create table report_recognised (
  position integer not null primary key, -- the fact report.recognised
  at integer not null,
  organisation text not null,
  actor text not null,
  partner text,
  number text,
  matter text not null,
  matter_number text not null,
  accepted integer not null,
  rule text
);
create index report_recognised_by_organisation on report_recognised (organisation, position);
