-- Drills: messages without danger that ask people to confirm that they arrive. A message a channel,
-- so that a confirmation says by which channel it came.
create table deliver.drill (
  id         text primary key,
  case_id    text not null, -- under which its acts stand in the record; it is no case of the desk
  started_at timestamptz not null,
  started_by text not null,
  until      timestamptz not null,
  who        text not null, -- how they were chosen, in words
  watchers   int not null,
  skipped    int not null, -- asked too recently
  ended_at   timestamptz
);
create index drill_started on deliver.drill (started_at);
create index drill_open on deliver.drill (until) where ended_at is null;

create table deliver.drill_message (
  warning_id text primary key,
  drill_id   text not null references deliver.drill,
  channel    text not null
);
create index drill_message_drill on deliver.drill_message (drill_id);

create table deliver.drill_watcher (
  warning_id   text not null references deliver.drill_message,
  watcher      bigint not null,
  asked_at     timestamptz not null,
  confirmed_at timestamptz,
  primary key (warning_id, watcher)
);
create index drill_watcher_asked on deliver.drill_watcher (watcher, asked_at);
