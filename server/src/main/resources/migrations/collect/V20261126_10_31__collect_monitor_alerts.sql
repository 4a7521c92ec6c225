-- Alerts of a monitoring system that became reports, so that one that is sent again does not become
-- another. The documents in which they came are in collect.document.
create table collect.monitor_alert (
  source       text  not null,
  identity     bytea not null, -- org.tocsin.server.collect.MonitorAlert.identity()
  report_id    text  references collect.report,
  seen         int   not null default 1, -- how often it came
  last_seen_at timestamptz not null,
  primary key (source, identity)
);
