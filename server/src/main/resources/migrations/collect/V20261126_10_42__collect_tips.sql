-- Tips of the public form. Who gave one is not known; the receipt's code is kept as its hash.
create table collect.tip (
  id        text primary key,
  code_hash bytea not null unique,
  opened_at timestamptz not null
);

-- What was said since, in order: words of the tipster are reports, questions of the desk are here.
create table collect.tip_line (
  number    bigint generated always as identity primary key,
  tip_id    text not null references collect.tip,
  at        timestamptz not null,
  report_id text references collect.report,
  question  text,
  asked_by  text,
  check ((report_id is null) <> (question is null))
);
create index tip_line_tip on collect.tip_line (tip_id, number);
create index tip_line_report on collect.tip_line (report_id) where report_id is not null;
