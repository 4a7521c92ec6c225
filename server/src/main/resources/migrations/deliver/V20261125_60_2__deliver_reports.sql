-- Parts of messages that a channel's provider has taken and will speak of again by its own ids.
-- Insert-only, but for the mark of an address, which goes when its watcher is erased.
create table deliver.handed_over (
  channel     text     not null,
  provider_id text     not null, -- what the provider calls this part
  warning_id  text     not null,
  watcher     bigint   not null,
  parcel      text     not null, -- the idempotency id, the same for every attempt
  part        smallint not null, -- from 1
  parts       smallint not null, -- of how many
  at          timestamptz not null, -- of the attempt: the same for all its parts
  address_mac bytea -- HMAC of the address under keys/reply.key, at the first part only
);
create index handed_over_provider on deliver.handed_over (channel, provider_id);
create index handed_over_warning on deliver.handed_over (warning_id);
create index handed_over_address on deliver.handed_over (channel, address_mac, at desc)
  where address_mac is not null;

-- What a provider said later, as it came: maybe before the row above is written, maybe twice.
-- Insert-only; how a delivery stands is derived from both.
create table deliver.delivery_report (
  channel     text     not null,
  provider_id text     not null,
  state       smallint not null, -- org.tocsin.server.deliver.ReportedState
  at          timestamptz not null
);
create index delivery_report_provider on deliver.delivery_report (channel, provider_id);
