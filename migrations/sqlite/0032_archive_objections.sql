-- Whether a record outside of force (expired, withdrawn, repaired, after exit) is disputed: its
-- subject sees it, so its subject may object to it.

alter table archive_records add column disputed integer not null default 0;
