-- What one would expect to see if a danger were real, by when, and what was seen of it.
create table assess.sign (
  case_id      text not null references assess.case_file,
  number       int not null,
  list         text not null,
  expectation  text not null,
  due_at       timestamptz not null,
  state        text not null default 'awaited',
  state_by     text,
  state_at     timestamptz,
  note         text not null default '',
  cites        text[] not null default '{}',
  overdue_told boolean not null default false,
  primary key (case_id, number)
);
create index sign_awaited on assess.sign (due_at) where state = 'awaited';
