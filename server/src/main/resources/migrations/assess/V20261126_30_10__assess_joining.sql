-- A report taken out of a case: the row that joined it stays, and its number in the case with it.
create table assess.leaving (
  number      bigint generated always as identity primary key,
  case_id     text not null,
  report_id   text not null,
  left_at     timestamptz not null,
  left_by     text not null,
  reason      text not null,
  rejoined_at timestamptz,
  rejoined_by text,
  foreign key (case_id, report_id) references assess.case_report
);
create unique index leaving_open on assess.leaving (case_id, report_id) where rejoined_at is null;

-- One danger in two files: the work goes on in the other one.
create table assess.continuation (
  number        bigint generated always as identity primary key,
  case_id       text not null references assess.case_file,
  into_id       text not null references assess.case_file,
  reason        text not null,
  made_at       timestamptz not null,
  made_by       text not null,
  brought       text[] not null,
  undone_at     timestamptz,
  undone_by     text,
  undone_reason text
);
create unique index continuation_open on assess.continuation (case_id) where undone_at is null;
create index continuation_into on assess.continuation (into_id);

-- What is to be held against open cases, because it was read, mended or judged anew.
create table assess.matching (
  subject text primary key,
  since   timestamptz not null
);

-- A report that may belong to a case, with its reasons, and what people said of it.
create table assess.suggestion (
  id         text primary key,
  report_id  text not null,
  case_id    text not null references assess.case_file,
  score      int not null,
  reasons    jsonb not null,
  codes      text[] not null,
  made_at    timestamptz not null,
  state      text not null,
  settled_at timestamptz,
  settled_by text,
  reason     text not null default '',
  unique (report_id, case_id)
);
create index suggestion_open on assess.suggestion (case_id) where state = 'open';

-- What people say of two reports' origin: one, or apart. The newest counts.
create table assess.origin_word (
  number    bigint generated always as identity primary key,
  case_id   text not null references assess.case_file,
  report_id text not null,
  other_id  text not null,
  word      text not null,
  reason    text not null,
  said_at   timestamptz not null,
  said_by   text not null
);
create index origin_word_case on assess.origin_word (case_id);
