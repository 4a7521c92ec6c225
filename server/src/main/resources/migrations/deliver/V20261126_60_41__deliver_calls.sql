-- The call list: one row a person and warning, for as long as they are to be called. No name and no
-- number stands here; they are opened when somebody takes the call.
create table deliver.call (
  id           bigint generated always as identity primary key,
  warning_id   text not null,
  case_id      text not null,
  watcher      bigint not null,
  content_hash text not null, -- what was approved; nothing else is read out
  lane         smallint not null, -- org.tocsin.server.deliver.Lane
  exercise     boolean not null,
  language     text not null, -- of the words that are read out
  since        timestamptz not null, -- on the list since
  until        timestamptz not null, -- when the warning ends
  due_at       timestamptz not null, -- not before
  tries        int not null default 0,
  said         text, -- what came of the last try: org.tocsin.server.deliver.phone.CallResult
  left_words   boolean not null default false, -- a machine has taken them
  holder       text, -- the officer who has it in hand
  lease_until  timestamptz, -- until when
  last_holder  text,
  withdrawn    text, -- why nobody need call any more
  ended_at     timestamptz,
  settled_at   timestamptz -- when nothing waits for its result any more
);
create unique index call_open on deliver.call (warning_id, watcher) where ended_at is null;
-- Nobody is called by two desks at once, whatever they are warned of.
create unique index call_held on deliver.call (watcher) where holder is not null;
create index call_next on deliver.call (lane, since, id) where ended_at is null;
create index call_unsettled on deliver.call (ended_at) where ended_at is not null and settled_at is null;
create index call_ended on deliver.call (ended_at) where ended_at is not null;

-- Which deliveries a call is for: two steps of a plan may wait for the same call.
create table deliver.call_parcel (
  parcel  text primary key,
  call_id bigint not null references deliver.call
);
create index call_parcel_call on deliver.call_parcel (call_id);
