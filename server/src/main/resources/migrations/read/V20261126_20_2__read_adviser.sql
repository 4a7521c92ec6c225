-- Reports about which a language model is to be asked; empty where none is set up.
create table read.adviser_question (
  report_id text primary key,
  due_at    timestamptz not null,
  attempts  int not null default 0
);
create index adviser_question_due on read.adviser_question (due_at);

-- What it said, once and for all. Suggestions only: findings have their own table.
create table read.advice (
  report_id text primary key,
  at        timestamptz not null,
  model     text not null,
  failure   text,
  body      jsonb not null,
  dropped   int not null
);
