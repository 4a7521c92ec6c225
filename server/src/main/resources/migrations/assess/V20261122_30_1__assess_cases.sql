create schema if not exists assess;

create table assess.case_file (
  id        text primary key,
  title     text not null,
  opened_at timestamptz not null,
  opened_by text not null,
  closed_at timestamptz,
  closed_as text
);

create table assess.case_report (
  case_id   text not null references assess.case_file,
  report_id text not null,
  joined_at timestamptz not null,
  joined_by text not null,
  primary key (case_id, report_id)
);
create index case_report_by_report on assess.case_report (report_id);

-- Every version of the assessment stays; the newest counts.
create table assess.assessment (
  case_id     text not null references assess.case_file,
  version     int not null,
  made_at     timestamptz not null,
  made_by     text not null,
  body        jsonb not null,
  primary key (case_id, version)
);
