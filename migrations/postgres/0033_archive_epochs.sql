-- How often the archive was made anew: whoever keeps a copy of what is public then begins anew too.

create table archive_epochs (
  made bigint not null primary key
);
insert into archive_epochs (made) values (0);
