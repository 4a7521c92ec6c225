-- What two reports share, with its place in both texts; kept when the later of them was read.
create table read.shared (
  report_id   text not null references read.reading,
  other_id    text not null,
  code        text not null,
  percent     int not null,
  words       int not null,
  name        text not null,
  span_start  int not null,
  span_end    int not null,
  other_start int not null,
  other_end   int not null,
  primary key (report_id, other_id, code, span_start)
);
create index shared_other on read.shared (other_id);

-- Whom a text names as where it has its news from.
create table read.named_source (
  report_id  text not null references read.reading,
  name       text not null,
  kind       text not null,
  span_start int not null,
  span_end   int not null,
  primary key (report_id, name)
);

-- Where and when findings say that there is a danger, and of whom: what reports of one danger are
-- found by. A cell is a square degree.
create table read.clue (
  report_id  text not null references read.reading,
  finding    int not null,
  kind       text not null,
  words      text not null,
  place      text,
  latitude   double precision,
  longitude  double precision,
  cell       int,
  starts     timestamptz not null,
  ends       timestamptz not null,
  stated     boolean not null,
  groups     text[] not null,
  primary key (report_id, finding)
);
create index clue_cell on read.clue (cell, ends);
create index clue_groups on read.clue using gin (groups);
