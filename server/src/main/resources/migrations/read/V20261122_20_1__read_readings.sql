create schema if not exists read;

-- Reports that were collected and not read yet; written in the transaction that keeps the report.
create table read.waiting (
  report_id text primary key,
  since     timestamptz not null
);
create index waiting_since on read.waiting (since);

-- What was read, once and for all: citations count on its numbers. A failure is a row too.
create table read.reading (
  report_id   text primary key,
  read_at     timestamptz not null,
  received_at timestamptz not null,
  failure     text,
  title       text,
  text        text not null,
  contract    text not null,
  body        jsonb not null,
  summary     jsonb not null,
  prints      bigint[] not null
);
create index reading_prints on read.reading using gin (prints);

-- Which earlier report says the same, and where in this text.
create table read.alike (
  report_id  text not null references read.reading,
  other_id   text not null,
  percent    int not null,
  span_start int not null,
  span_end   int not null,
  primary key (report_id, other_id)
);
create index alike_other on read.alike (other_id);
