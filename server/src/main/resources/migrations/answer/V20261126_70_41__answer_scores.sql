-- How fast each exercise was answered: written once, when its time is over, and never computed anew,
-- so that exercises can be compared whatever becomes of their watchers.
create table answer.exercise_score (
  warning_id     text primary key,
  case_id        text not null,
  headline       text not null,
  began          timestamptz not null,
  due_at         timestamptz not null, -- an hour after its end
  scored_at      timestamptz,
  audience       int,
  told           int,
  answered       int,
  within_1       int, -- minutes after they were told
  within_5       int,
  within_15      int,
  within_60      int,
  median_seconds bigint, -- of those who answered; null when nobody did
  score          int -- 0 to 100: the mean of the four shares
);
create index exercise_score_due on answer.exercise_score (due_at) where scored_at is null;
create index exercise_score_began on answer.exercise_score (began);
