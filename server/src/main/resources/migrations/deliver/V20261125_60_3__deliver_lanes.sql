-- What hurries more goes first: org.tocsin.server.deliver.Lane. Chunks from before, or queued by an older node, are urgent.
alter table deliver.chunk add column lane smallint not null default 1;
drop index deliver.chunk_due;
create index chunk_due on deliver.chunk (channel, lane, due_at, id) where finished_at is null;
