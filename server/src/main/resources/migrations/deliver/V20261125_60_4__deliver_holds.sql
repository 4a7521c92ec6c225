-- Times at which an officer held a warning's deliveries up.
create table deliver.hold (
  id         bigint generated always as identity primary key,
  warning_id text not null,
  since      timestamptz not null,
  officer    text not null,
  why        text not null,
  ended_at   timestamptz,
  ended_by   text
);
create unique index hold_now on deliver.hold (warning_id) where ended_at is null;
