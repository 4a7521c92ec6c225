-- The steps of a decision beside its clock (decide.clock: the agreement), each due so long after the receipt of the report.
create table decide.step (
  case_id      text not null,
  step         text not null check (step in ('read', 'proposed', 'warned')),
  started_at   timestamptz not null,
  due_at       timestamptz not null,
  met_at       timestamptz,
  spared_at    timestamptz,
  overdue_told boolean not null default false,
  primary key (case_id, step)
);
create index step_running on decide.step (due_at) where met_at is null and spared_at is null;
