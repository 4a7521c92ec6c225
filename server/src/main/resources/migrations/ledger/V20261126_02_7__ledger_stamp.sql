-- Checkpoints that an authority for time has stamped (RFC 3161): the note with the record's own
-- signatures and the stamp as one more line, by the size of the tree.
create table ledger.stamp (
  size       bigint primary key check (size >= 0),
  at         timestamptz not null, -- by the authority's clock
  asked_at   timestamptz not null, -- by the desk's
  authority  text not null,
  checkpoint bytea not null
);
