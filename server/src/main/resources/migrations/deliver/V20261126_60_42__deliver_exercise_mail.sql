-- Messages of exercises that were kept here and reached nobody. Whom, not where: no address stands
-- here, and the words are those of the warning. Insert-only, until the watcher is
-- erased.
create table deliver.exercise_mail (
  id         bigint generated always as identity primary key,
  warning_id text not null,
  watcher    bigint not null,
  channel    text not null,
  parcel     text not null, -- the idempotency id, the same for every attempt
  language   text not null,
  repeat     boolean not null,
  at         timestamptz not null
);
create index exercise_mail_warning on deliver.exercise_mail (warning_id, id);
create index exercise_mail_watcher on deliver.exercise_mail (watcher);
