-- Reports are found by the groups that they name.
create index reading_groups on read.reading using gin ((body -> 'groups') jsonb_path_ops);
