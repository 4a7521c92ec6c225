-- Collections of TAXII servers. A removed one keeps its row: reports name it; its password goes.
create table collect.taxii (
  id               text primary key,
  url              text not null,
  name             text not null,
  username         text not null,
  box              bytea,           -- the password, sealed
  key              bytea,
  interval_seconds bigint not null,
  marking          text not null,
  added_at         timestamptz not null,
  added_by         text not null,
  removed_at       timestamptz,
  added_after      text,            -- where the next poll goes on, as the server wrote it
  next_poll_at     timestamptz not null,
  polled_at        timestamptz,
  news_at          timestamptz,
  failures         int not null default 0,
  last_error       text,
  refused_sha256   bytea
);
create unique index taxii_once on collect.taxii (url) where removed_at is null;
create index taxii_due on collect.taxii (next_poll_at) where removed_at is null;

-- Which versions of which objects came.
create table collect.taxii_object (
  taxii_id      text not null references collect.taxii,
  object_id     text not null,
  version       text not null,
  first_seen_at timestamptz not null,
  primary key (taxii_id, object_id, version)
);
