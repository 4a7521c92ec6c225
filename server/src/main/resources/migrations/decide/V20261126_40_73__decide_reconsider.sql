-- A determination not to warn whose reasons are touched by something new, until one of the same class is agreed anew.
create table decide.reconsideration (
  determination text primary key references decide.determination,
  case_id       text not null,
  victims       text not null,
  since         timestamptz not null,
  due_at        timestamptz not null,
  causes        jsonb not null,
  settled_at    timestamptz,
  settled_with  text,
  overdue_told  boolean not null default false
);
create index reconsideration_open on decide.reconsideration (due_at) where settled_at is null;
create index reconsideration_case on decide.reconsideration (case_id);
