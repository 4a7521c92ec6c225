create schema if not exists collect;

-- What is polled. A removed feed keeps its row: reports name it as where they came from.
create table collect.feed (
  id               text primary key,
  url              text not null,
  name             text not null,
  interval_seconds int not null,
  silent_seconds   int not null,
  reliability      text not null,
  credibility      text not null,
  marking          text not null,
  added_at         timestamptz not null,
  added_by         text not null,
  removed_at       timestamptz,
  etag             text,
  last_modified    text,
  next_poll_at     timestamptz not null,
  polled_at        timestamptz,
  news_at          timestamptz,
  failures         int not null default 0,
  last_error       text,
  refused_sha256   bytea,
  silent_since     timestamptz
);
create unique index feed_once on collect.feed (url) where removed_at is null;
create index feed_due on collect.feed (next_poll_at) where removed_at is null;

-- Which entries of a feed were seen. An entry whose alert could not be fetched is tried again.
create table collect.feed_item (
  feed_id       text not null references collect.feed,
  item_key      bytea not null,
  first_seen_at timestamptz not null,
  tries         int not null,
  done          boolean not null,
  primary key (feed_id, item_key)
);
