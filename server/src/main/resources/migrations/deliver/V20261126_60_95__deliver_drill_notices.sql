-- The result of a drill on its way to whoever started it. Written in the transaction that ends the
-- drill. An attempt under way is marked before it begins: whoever finds the mark after a crash
-- sends once more and says that it may be a repeat.
create table deliver.drill_notice (
  drill_id  text primary key references deliver.drill,
  state     text not null default 'due', -- due, sent, failed
  tries     int not null default 0,
  next_at   timestamptz not null,
  until     timestamptz not null, -- given up then
  perhaps   boolean not null default false, -- an attempt is under way, or nobody knows what came of it
  ended_at  timestamptz,
  why       text -- it was not sent, or not yet
);
create index drill_notice_due on deliver.drill_notice (next_at) where state = 'due';
