create schema if not exists watchdog;

-- What an audit has found, from when to when. One open row at most for each thing of an audit.
create table watchdog.finding (
  id        bigint generated always as identity primary key,
  audit     text not null, -- org.tocsin.server.kernel.Audit.name
  about     text not null,
  node      text not null, -- which node found it; empty where all nodes see the same
  words     text not null,
  mended    boolean not null, -- mended by the audit itself
  opened_at timestamptz not null,
  seen_at   timestamptz not null default clock_timestamp(), -- by the machine's clock
  closed_at timestamptz -- of what was mended: at once
);
create unique index finding_open on watchdog.finding (audit, about, node) where closed_at is null;
create index finding_newest on watchdog.finding (opened_at desc);
