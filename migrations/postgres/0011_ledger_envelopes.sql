-- Envelopes, packed; the first byte says how (packing.rs). Otherwise as ledger_bodies, which they replace.
create table ledger_envelopes (
    subject_id bytea not null,
    seq bigint not null,
    salt bytea not null,
    packed bytea not null,
    primary key (seq, subject_id)
);
insert into ledger_envelopes (subject_id, seq, salt, packed)
    select subject_id, seq, salt, convert_to(envelope, 'UTF8') from ledger_bodies order by seq;
drop table ledger_bodies;
