-- Measures that the register of restraints has blocked: no check matches them (C-12.b).

create table check_blocked (
  measure text not null primary key,
  position integer not null            -- the fact that blocked it
);
