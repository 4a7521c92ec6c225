-- Finds alerts that have not come for long.
create index monitor_alert_seen on collect.monitor_alert (last_seen_at);
