-- Which node holds a chunk: the key of the advisory lock that its presence holds, see
-- org.tocsin.server.deliver.Presence. Null: nobody, or a node that has no presence, whose lease ends by time alone.
alter table deliver.chunk add column holder bigint;
create index chunk_holder on deliver.chunk (holder) where holder is not null;
