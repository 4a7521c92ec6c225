-- What came back of messages whose return address bears a token: the token says of what, so nothing
-- is kept at the hand-over. Insert-only; how a delivery stands is derived.
create table deliver.came_back (
  channel    text     not null,
  warning_id text     not null,
  watcher    bigint   not null,
  step       smallint not null, -- of the plan, from 0
  address    smallint not null, -- which of the watcher's addresses, from 1
  addresses  smallint not null, -- of how many at that time
  state      smallint not null, -- org.tocsin.server.deliver.ReportedState
  at         timestamptz not null
);
-- The same is kept once, however often it is said.
create unique index came_back_once
  on deliver.came_back (warning_id, watcher, channel, step, address, state);
