-- What hurries more goes first: org.tocsin.server.deliver.Lane. Chunks from before are urgent.
alter table deliver.chunk add column lane smallint not null default 1;
alter table deliver.chunk alter column lane drop default;
drop index deliver.chunk_due;
create index chunk_due on deliver.chunk (channel, lane, due_at, id) where finished_at is null;
