-- One row for each CAP message that a report brought: what other authorities say. Rows are never
-- changed. The message itself is read from the bytes of its report; what stands here is what is
-- needed to find it again after a restart.
create table collect.other (
  id          text primary key,
  report_id   text not null references collect.report,
  place       int not null,          -- which alert of the report's bytes, from 0
  name        bytea not null,        -- SHA-256 of sender and identifier, which may be long
  acts_on     bytea[] not null,      -- the names in its references
  sent        timestamptz not null,
  ends_at     timestamptz not null,  -- when it ends by itself; of a message that only acts, sent
  received_at timestamptz not null,
  -- The writing transaction. Whoever has read up to a snapshot asks for what came after it,
  -- without a counter on which writers would wait for each other.
  tx          xid8 not null default pg_current_xact_id(),
  unique (report_id, place)
);
create index other_tx on collect.other (tx);
create index other_ends on collect.other (ends_at);
create index other_sent on collect.other (sent);
create index other_name on collect.other (name);
create index other_acts on collect.other using gin (acts_on);
