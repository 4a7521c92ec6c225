create schema if not exists synthetic;

-- The alerts that this server has sent to itself, a row each, and when each leg of them was done.
create table synthetic.run (
  id           text primary key,
  begun_at     timestamptz not null,
  deadline     timestamptz not null, -- whole by then, or stuck
  warning_id   text unique, -- null until it was rehearsed
  case_id      text,
  watcher      bigint, -- the built-in one
  signed_hash  text, -- what was signed in the rehearsal
  window_from  timestamptz, -- of the danger that there would be
  until        timestamptz,
  taken_in_at  timestamptz,
  decided_at   timestamptz,
  arrived_at   timestamptz, -- at the server's own door
  token        text, -- of the answer link that came with it; null when it has been used
  asked_at     timestamptz, -- when it was last tried to answer
  receipt_at   timestamptz,
  answered_at  timestamptz,
  entry        bigint, -- the entry that says that it was answered
  recorded_at  timestamptz, -- when a checkpoint covers that entry
  ended_at     timestamptz,
  stuck        text -- the leg that was not done in time; null when it came through whole
);
create unique index run_open on synthetic.run ((true)) where ended_at is null;
create index run_newest on synthetic.run (begun_at desc);
