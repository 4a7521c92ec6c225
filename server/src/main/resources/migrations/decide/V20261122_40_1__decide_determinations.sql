create schema if not exists decide;

-- One row a proposal; its body never changes. What became of it stands in the columns behind it.
create table decide.determination (
  id          text primary key,
  case_id     text not null,
  victims     text not null,
  policy      text not null,
  policy_hash text not null,
  result      text not null,
  ground      text,
  reasons     text not null,
  answers     jsonb not null,
  proposed_by text not null,
  proposed_at timestamptz not null,
  state       text not null check (state in ('proposed', 'agreed', 'returned')),
  settled_by  text,
  settled_at  timestamptz,
  settled_why text
);
create index determination_case on decide.determination (case_id, id);

-- The clock of a case: from the receipt of the report that led to it, to the first agreed determination.
create table decide.clock (
  case_id      text primary key,
  started_at   timestamptz not null,
  due_at       timestamptz not null,
  met_at       timestamptz,
  overdue_told boolean not null default false
);
create index clock_running on decide.clock (due_at) where met_at is null and not overdue_told;
