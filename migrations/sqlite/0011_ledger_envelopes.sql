-- Envelopes, packed; the first byte says how (packing.rs). Otherwise as ledger_bodies, which they replace.
create table ledger_envelopes (
    subject_id blob not null,
    seq integer not null,
    salt blob not null,
    packed blob not null,
    primary key (seq, subject_id)
);
insert into ledger_envelopes (subject_id, seq, salt, packed)
    select subject_id, seq, salt, cast(envelope as blob) from ledger_bodies order by seq;
drop table ledger_bodies;
