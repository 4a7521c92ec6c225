-- The desk's own edits of groups, over the lists that come with the program; every version stays.
create table assess.group_profile (
  group_id text not null,
  version  int not null,
  made_by  text not null,
  made_at  timestamptz not null,
  body     jsonb not null,
  primary key (group_id, version)
);
