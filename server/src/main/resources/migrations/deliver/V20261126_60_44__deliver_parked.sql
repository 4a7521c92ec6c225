-- Whoever waits for people is a chunk of one: found by warning, channel and watcher.
create index chunk_parked on deliver.chunk (warning_id, channel, ids)
  where finished_at is null and size = 1;
create index chunk_several on deliver.chunk (warning_id, channel)
  where finished_at is null and size > 1;
