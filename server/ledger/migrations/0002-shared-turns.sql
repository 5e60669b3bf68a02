-- Pushes that wait for their turn share one: a seq may have several batches, each with its own actor and reason.
alter table commits drop constraint commits_pkey;
create unique index commits_seq on commits (seq, batch_id) nulls not distinct;
