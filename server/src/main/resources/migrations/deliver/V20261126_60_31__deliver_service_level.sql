-- How soon people were handed what was approved, counted once and again, so that nobody who asks
-- need read receipts. Replaced for a warning as a whole whenever it is counted anew.
create table deliver.level_count (
  warning_id text     not null,
  day        date     not null, -- UTC, of the approval, or of the coming into the danger
  channel    text     not null, -- empty: the first hand-over by any
  exercise   boolean  not null,
  open       boolean  not null, -- whether everybody may read the warning
  bucket     smallint not null, -- org.tocsin.server.deliver.level.Buckets; -1 all, -2 without a way
  people     int      not null,
  primary key (warning_id, day, channel, bucket)
);
create index level_count_day on deliver.level_count (day);

-- Warnings that are to be counted. A row goes when its warning is over and counted.
create table deliver.level_due (
  warning_id text primary key,
  since      timestamptz not null, -- when its first wave was queued
  due_at     timestamptz not null,
  waves      int    not null default 1, -- counts up with each wave, so that none is missed
  seen       bigint not null default -1 -- attempts that were ended when it was counted last
);
create index level_due_at on deliver.level_due (due_at);

-- Rises whenever a count has changed.
create table deliver.level_version (version bigint not null);
insert into deliver.level_version values (0);

insert into deliver.level_due (warning_id, since, due_at)
select warning_id, min(queued_at), min(queued_at) from deliver.wave group by 1;
