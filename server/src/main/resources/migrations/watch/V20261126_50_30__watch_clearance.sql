-- Up to what marking a watcher may be told. Apart from the watcher, whom a new file replaces: a file without
-- the column leaves what was given here. Whoever has no row has what the settings give everybody.
create table watch.clearance (
  watcher bigint primary key references watch.watcher,
  label   text        not null check (label ~ '^TLP:(RED|AMBER|AMBER[+]STRICT|GREEN|CLEAR)(//[A-Z0-9-]+)*$'),
  set_at  timestamptz not null
);
