-- What people say of a report (finding -1) or a finding: its grade apart from the source's,
-- deception, an interest. Insert-only; the newest of a kind counts.
create table assess.mark (
  number    bigint generated always as identity primary key,
  report_id text not null,
  finding   int not null,
  kind      text not null,
  value     text not null,
  party     text not null,
  reason    text not null,
  said_at   timestamptz not null,
  said_by   text not null
);
create index mark_report on assess.mark (report_id);
