create schema if not exists collect;

-- A feed's document as received: its entries become reports of their own and point back to it.
create table collect.document (
  sha256      bytea primary key,
  media_type  text not null,
  bytes       bytea not null,
  received_at timestamptz not null
);

-- What arrived, as it arrived. Rows are never changed; a grade given later is a row of its own.
create table collect.report (
  id           text primary key,
  sha256       bytea not null,
  media_type   text not null,
  bytes        bytea not null,
  title        text not null,
  source       text not null,
  reliability  text not null,
  credibility  text not null,
  marking      text not null,
  via          text not null,
  received_at  timestamptz not null,
  published_at timestamptz,
  received_by  text not null,
  part_of      bytea references collect.document
);
create unique index report_once_a_source on collect.report (source, sha256);

create table collect.grade (
  report_id   text not null references collect.report,
  graded_at   timestamptz not null,
  reliability text not null,
  credibility text not null,
  reason      text not null,
  graded_by   text not null,
  primary key (report_id, graded_at)
);

-- What could not be read, with the reason; kept so that nothing that arrived is lost.
create table collect.quarantine (
  id          text primary key,
  received_at timestamptz not null,
  via         text not null,
  source      text not null,
  media_type  text not null,
  problem     text not null,
  reason      text not null,
  sha256      bytea not null,
  bytes       bytea not null
);
