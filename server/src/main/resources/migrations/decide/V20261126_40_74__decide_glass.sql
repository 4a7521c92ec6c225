-- A determination to warn that one person made to hold alone, and what became of it.
create table decide.glass (
  determination text primary key references decide.determination,
  case_id       text not null,
  broken_by     text not null,
  broken_at     timestamptz not null,
  why           text not null,
  review_due_at timestamptz not null,
  reviewed_by   text,
  reviewed_at   timestamptz,
  upheld        boolean,
  review        text,
  overdue_told  boolean not null default false
);
create index glass_open on decide.glass (review_due_at) where reviewed_at is null;

-- Each approver who was told, until they have seen it.
create table decide.glass_told (
  determination text not null references decide.glass,
  officer       text not null,
  told_at       timestamptz not null,
  seen_at       timestamptz,
  primary key (determination, officer)
);
create index glass_told_unseen on decide.glass_told (officer) where seen_at is null;
