create schema if not exists watch;

-- Who wants to be warned. Names, addresses and places are in the sealed column, which opens only with
-- the watcher's own key; that key is wrapped by the master key of the data folder. Erasing a watcher
-- empties both, and the number stays as a tombstone so that audiences and receipts keep their sense.
create table watch.watcher (
  number      bigint generated always as identity primary key,
  external_id text unique,
  kind        text not null,
  channels    text not null, -- kinds of channel with | between them; never addresses
  languages   text not null, -- BCP 47 with | between them, best first
  places      int  not null,
  sealed      bytea,
  key         bytea,
  -- The transaction of the last change: a cursor for the other nodes that misses no late commit.
  changed     xid8 not null default pg_current_xact_id(),
  changed_at  timestamptz not null,
  erased_at   timestamptz
);
create index watcher_changed on watch.watcher (changed);
create index watcher_unreachable on watch.watcher (number) where channels = '' and erased_at is null;

create table watch.import (
  id       bigint generated always as identity primary key,
  at       timestamptz not null,
  by       text not null,
  format   text not null,
  sha256   text not null,
  watchers int  not null,
  places   int  not null,
  rejected int  not null
);

-- Lines that were not taken, or taken with a doubt: the line as read and what was wrong with it,
-- sealed, for a line of such a file is a person's.
create table watch.reject (
  import_id bigint not null references watch.import,
  line      bigint not null,
  ordinal   int    not null,
  sealed    bytea  not null,
  key       bytea  not null,
  primary key (import_id, ordinal)
);
