-- What was done, or said to have been done, afterwards: foiled plots as somebody asserts them,
-- arrests, trials, measures. Insert-only like everything here.
create table outcome.aftermath (
  id          text primary key,
  case_id     text not null,
  kind        text not null,
  said_by     text not null, -- who did it or says so
  about       text not null, -- whom or what it was about; may be empty
  words       text not null,
  amount      bigint,        -- how many, where it can be counted
  happened_at timestamptz not null,
  report_id   text not null,
  recorded_at timestamptz not null,
  recorded_by text not null
);
create index aftermath_case on outcome.aftermath (case_id, happened_at);
create trigger aftermath_stays before update or delete on outcome.aftermath
  for each statement execute function outcome.refuse_change();
