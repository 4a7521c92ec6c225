-- Addresses at which somebody wants nothing more: they are taken out of what is sealed and not taken
-- in again from files. The address itself is not kept.
create table watch.refusal (
  id          bigint generated always as identity primary key,
  watcher     bigint not null references watch.watcher,
  channel     text   not null,
  address_mac bytea  not null, -- HMAC-SHA256 of the address under keys/refusals.key, cut to 16 bytes
  at          timestamptz not null
);
create index refusal_watcher on watch.refusal (watcher);
