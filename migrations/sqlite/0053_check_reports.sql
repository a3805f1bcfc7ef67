-- The credit report on which a decision after a check rests, if one was fetched (S-135).

alter table check_receipts add column report text;
