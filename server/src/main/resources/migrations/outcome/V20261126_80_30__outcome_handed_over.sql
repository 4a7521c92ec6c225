-- Reckonings as they were handed over: the PDF's bytes, of which the record holds the hash.
create table outcome.handed_over (
  id        text primary key,
  case_id   text not null,
  sha256    text not null,   -- of pdf, 64 hexadecimal digits
  pdf       bytea not null,
  acts      integer not null, -- how many acts of the case it tells of
  at        timestamptz not null,
  by_whom   text not null
);
create index handed_over_case on outcome.handed_over (case_id, id);
create trigger handed_over_stays before update or delete on outcome.handed_over
  for each statement execute function outcome.refuse_change();
