create schema if not exists answer;

-- What watchers said. Insert-only: a changed answer is a further turn, the same one again is none.
-- A note is a person's own words, sealed; erasing the watcher destroys its key.
create table answer.answer (
  warning_id text not null,
  watcher    bigint not null,
  turn       int not null, -- from 1
  kind       text not null, -- org.tocsin.server.answer.AnswerKind
  note       bytea,
  note_key   bytea,
  at         timestamptz not null,
  via        text not null, -- link, desk
  primary key (warning_id, watcher, turn)
);
create index answer_watcher on answer.answer (watcher);
create index answer_help on answer.answer (warning_id, at) where kind = 'needHelp';

-- When those who are silent get the next step; one row a wave, written when the wave is queued.
create table answer.escalation (
  wave_id    text primary key,
  warning_id text not null,
  step       int not null,
  due_at     timestamptz not null,
  done_at    timestamptz,
  silent     int,
  came_to    text -- queued, everybody answered, plan ended, warning ended
);
create index escalation_due on answer.escalation (due_at) where done_at is null;

-- Public answers: what a government or another body said of a warning, with the report that says so.
create table answer.reaction (
  id          text primary key,
  case_id     text not null,
  warning_id  text,
  by          text not null,
  kind        text not null, -- org.tocsin.server.answer.ReactionKind
  words       text not null,
  report_id   text not null,
  said_at     timestamptz not null,
  recorded_at timestamptz not null,
  recorded_by text not null
);
create index reaction_case on answer.reaction (case_id, said_at);
