-- How often pages are opened, by day, site and section of the menu; nothing about who opened them.
create table web_visits (
  day text not null,
  site text not null,
  place text not null,
  count integer not null,
  primary key (day, site, place)
);
