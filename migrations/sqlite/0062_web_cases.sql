-- Cases that systems sent: the number in the sender's own books, so that sending again begins nothing twice.
create table web_cases (
  agency text not null,
  process text not null,
  reference text not null,
  number text not null,
  primary key (agency, process, reference)
);
