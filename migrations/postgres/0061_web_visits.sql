-- How often pages are opened, by day, site and section of the menu; nothing about who opened them.
create table web_visits (
  day text collate "C" not null,
  site text collate "C" not null,
  place text collate "C" not null,
  count bigint not null,
  primary key (day, site, place)
);
