create schema if not exists publish;

-- What the public feeds said when somebody was last to be told of a change; one row.
create table publish.feed_state (
  version text   not null, -- org.tocsin.server.warn.PublicWarnings.version(); empty: never looked
  change  bigint not null  -- counts changes
);
insert into publish.feed_state values ('', 0);

-- Hubs of others that are to be told of a change, one row a hub and feed; gone when it was told.
create table publish.ping (
  hub      text not null,
  topic    text not null,
  change   bigint not null,
  due_at   timestamptz not null,
  attempts int  not null default 0,
  primary key (hub, topic)
);

-- Wishes to subscribe or unsubscribe that came to our own hub; kept for an hour, so that nobody can
-- have us ask a host again and again.
create table publish.hub_request (
  id            bigint generated always as identity primary key,
  mode          text not null, -- subscribe, unsubscribe
  topic         text not null,
  callback      text not null,
  host          text not null,
  secret_box    bytea, -- sealed under the callback
  secret_key    bytea,
  lease_seconds bigint not null,
  asked_at      timestamptz not null,
  due_at        timestamptz, -- null: it was verified, or refused
  attempts      int not null default 0
);
create index hub_request_due on publish.hub_request (due_at) where due_at is not null;
create index hub_request_asked on publish.hub_request (asked_at);
create index hub_request_host on publish.hub_request (host);

-- Who is told by our own hub. Verified by whoever answers at the callback.
create table publish.subscription (
  topic       text not null,
  callback    text not null,
  host        text not null,
  secret_box  bytea,
  secret_key  bytea,
  lease_until timestamptz not null,
  due_at      timestamptz, -- null: it has the newest
  change      bigint not null default 0, -- the one that it is to be told of
  attempts    int not null default 0,
  primary key (topic, callback)
);
create index subscription_due on publish.subscription (due_at) where due_at is not null;
create index subscription_host on publish.subscription (host);
