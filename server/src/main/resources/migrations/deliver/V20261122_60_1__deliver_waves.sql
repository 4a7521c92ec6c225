create schema if not exists deliver;

-- One step of a warning's plan for a set of watchers, queued in the transaction that decided it.
create table deliver.wave (
  id           text primary key,
  warning_id   text not null,
  case_id      text not null,
  step         int  not null, -- from 0, as in the plan
  reason       text not null, -- approved, grown, escalated, correction
  recipients   int  not null,
  content_hash text not null, -- what was approved; nothing else goes out
  exercise     boolean not null,
  queued_at    timestamptz not null,
  until        timestamptz not null, -- when trying ends
  finished_at  timestamptz
);
create index wave_warning on deliver.wave (warning_id, step);

-- Some hundred watchers of a wave on one channel: what a worker leases. Watchers before `done` have
-- receipts; those from `done` to `started` may have been sent to by a worker that died.
create table deliver.chunk (
  id          bigint generated always as identity primary key,
  wave_id     text not null references deliver.wave,
  warning_id  text not null,
  step        int  not null,
  channel     text not null, -- none: nobody in it has a channel of the step
  attempt     int  not null, -- from 1
  repeats     boolean not null, -- whether the attempt before may have arrived
  ids         bytea not null, -- org.tocsin.server.deliver.IdBytes
  size        int  not null,
  done        int  not null default 0,
  started     int  not null default 0,
  due_at      timestamptz not null,
  lease_until timestamptz,
  lease       bigint not null default 0, -- counts claims: an old worker's number no longer fits
  secret      bytea not null, -- the salts of the receipts' leaves are derived from it
  finished_at timestamptz,
  entry       bigint -- the record's entry with the root over its receipts
);
create index chunk_due on deliver.chunk (channel, due_at, id) where finished_at is null;
create index chunk_warning on deliver.chunk (warning_id);
create index chunk_wave on deliver.chunk (wave_id) where finished_at is null;

-- What came of one attempt. Insert-only; state is derived. The key lets no second worker write again.
create table deliver.receipt (
  chunk_id bigint not null references deliver.chunk,
  position int not null,
  watcher  bigint not null,
  outcome  smallint not null, -- org.tocsin.server.deliver.ReceiptKind
  repeat   boolean not null,
  at       timestamptz not null,
  reason   text,
  primary key (chunk_id, position)
);
create index receipt_watcher on deliver.receipt (watcher);

-- Warnings for which nothing more goes out.
create table deliver.stop (
  warning_id text primary key,
  at         timestamptz not null,
  why        text not null
);
