-- How often the findings of a report were changed since they were first read; what an ETag says.
alter table read.reading add column revision int not null default 0;
-- The edition of the reader that gave them.
alter table read.reading add column reader text not null default '';

-- What people did to findings: insert-only. The findings as they stand are in read.reading.
create table read.mend (
  report_id text not null references read.reading,
  revision  int not null,
  finding   int not null,
  act       text not null,
  reason    text,
  note      text,
  before    jsonb,
  after     jsonb not null,
  by_id     text not null,
  at        timestamptz not null,
  primary key (report_id, revision)
);

-- What earlier editions of the reader gave, in the form of tocsin read --json.
create table read.earlier (
  report_id text not null references read.reading,
  revision  int not null,
  read_at   timestamptz not null,
  reader    text not null,
  contract  text not null,
  primary key (report_id, revision)
);

-- A line of the inbox says which revision it sums up.
update read.reading set summary = summary || '{"leads": [], "revision": 0}';
