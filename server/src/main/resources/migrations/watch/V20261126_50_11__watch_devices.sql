-- Ways to reach a watcher that the watcher added, beside those in the sealed column of the watcher,
-- which a new file replaces. The address is sealed, with a key of its own.
create table watch.device (
  id       bigint generated always as identity primary key,
  watcher  bigint not null references watch.watcher (number),
  kind     text not null,
  sealed   bytea not null,
  key      bytea not null,
  added_at timestamptz not null
);
create index device_watcher on watch.device (watcher);
