-- Who is meant: the index of names stands in memory; what it must follow, and how subjects are linked, stands here.

drop index archive_names_by_name;
drop index archive_names_by_core;
alter table archive_names drop column core;

-- Subjects with the last fact that touched what they are found by: names, code, merges.
create table archive_named (
  subject_id bytea not null primary key,
  position bigint not null
);
create index archive_named_by_position on archive_named (position);
create index archive_subjects_by_code on archive_subjects (code) where code is not null;

-- Names under which records came that were none of the subject's: one code, several names.
create table archive_strangers (
  subject_id bytea not null,
  name text collate "C" not null,
  position bigint not null,
  source text not null,
  primary key (subject_id, name)
);

-- Every merge there was: the member, the fact that merged it, into whom, by which registration
-- record of that one (none: by an officer), and the fact that parted them.
create table archive_merges (
  subject_id bytea not null,
  position bigint not null,
  into_id bytea not null,
  digest bytea,
  parted bigint,
  primary key (subject_id, position)
);
create index archive_merges_by_position on archive_merges (position);

-- The other side of a relation by its keyed id, the key of an address, and the record that tells it.
alter table archive_relations add column other_id bytea;
alter table archive_relations add column place text;
alter table archive_relations add column digest bytea;
create index archive_relations_by_other on archive_relations (other_id) where other_id is not null;
create index archive_relations_by_code on archive_relations (code) where code is not null;
create index archive_relations_by_place on archive_relations (place) where place is not null;
