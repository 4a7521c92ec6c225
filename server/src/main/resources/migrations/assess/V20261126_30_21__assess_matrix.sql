-- Competing hypotheses against the findings of a case: every version stays; the newest counts.
create table assess.matrix (
  case_id text not null references assess.case_file,
  version int not null,
  made_by text not null,
  made_at timestamptz not null,
  body    jsonb not null,
  primary key (case_id, version)
);
