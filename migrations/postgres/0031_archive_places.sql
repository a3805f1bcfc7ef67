-- Public lists by place and authority, and the order in which what is public has changed.

alter table archive_public add column division text collate "C" not null default '';
alter table archive_public add column authority text collate "C" not null default '';

update archive_public set
  division = coalesce((select coalesce(s.division, substr(s.code, 3, 6)) from archive_subjects s
    where s.subject_id = archive_public.subject_id), ''),
  authority = coalesce((select coalesce(r.recogniser, r.source) from archive_records r
    where r.subject_id = archive_public.subject_id and r.digest = archive_public.digest
      and r.known_until is null), '');

create index archive_public_by_division
  on archive_public (item, division, decided_on, position);
create index archive_public_by_authority
  on archive_public (item, authority, decided_on, position);

-- Every record of an organisation that is or was public, with the fact that last changed it.
create table archive_changes (
  subject_id bytea not null,
  digest bytea not null,
  position bigint not null,
  primary key (subject_id, digest)
);
create index archive_changes_by_position on archive_changes (position);

insert into archive_changes (subject_id, digest, position)
  select v.subject_id, v.digest, max(v.version)
    from (select r.subject_id, r.digest, r.version, r.published,
        lag(r.published) over (partition by r.subject_id, r.digest order by r.version) as was
      from archive_records r join archive_subjects s on s.subject_id = r.subject_id
      where s.kind <> 'person') v
    where v.published <> 0 or v.was <> 0 group by v.subject_id, v.digest;
