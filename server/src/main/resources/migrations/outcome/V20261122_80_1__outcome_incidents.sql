create schema if not exists outcome;

-- What happened. Every table here is insert-only: what was said once stays said.
create table outcome.incident (
  id            text primary key,
  case_id       text not null,
  title         text not null,
  began         timestamptz not null,
  precision     text not null,
  place_name    text not null,
  latitude      double precision not null,
  longitude     double precision not null,
  radius_metres double precision not null,
  attack_type   text not null,
  target_type   text not null,
  weapons       text[] not null,
  groups        text[] not null,
  effects       text[] not null,
  reports       text[] not null,
  early         boolean not null, -- began before the case's earliest report was received
  recorded_at   timestamptz not null,
  recorded_by   text not null
);
create index incident_case on outcome.incident (case_id, began);

-- One figure as one source gave it at one time. The newest of a kind counts, the others stay.
create table outcome.figure (
  id          text primary key,
  incident_id text not null references outcome.incident,
  what        text not null,
  least       bigint not null,
  most        bigint,
  qualifier   text not null,
  source      text not null,
  as_of       timestamptz not null,
  report_id   text not null,
  recorded_at timestamptz not null,
  recorded_by text not null
);
create index figure_incident on outcome.figure (incident_id, what, as_of);

-- Who says who did it. None overwrites another.
create table outcome.statement (
  id          text primary key,
  incident_id text not null references outcome.incident,
  kind        text not null,
  said_by     text not null,
  about       text not null,
  channel     text not null,
  certainty   text not null,
  words       text not null,
  said_at     timestamptz not null,
  report_id   text not null,
  recorded_at timestamptz not null,
  recorded_by text not null
);
create index statement_incident on outcome.statement (incident_id, said_at);

-- How the case ended; once.
create table outcome.outcome (
  case_id    text primary key,
  outcome    text not null,
  reasons    text not null,
  decided_at timestamptz not null,
  decided_by text not null
);

create function outcome.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '%.% is insert-only: add what is newer, the older stays', tg_table_schema, tg_table_name;
end $$;
create trigger incident_stays before update or delete on outcome.incident
  for each statement execute function outcome.refuse_change();
create trigger figure_stays before update or delete on outcome.figure
  for each statement execute function outcome.refuse_change();
create trigger statement_stays before update or delete on outcome.statement
  for each statement execute function outcome.refuse_change();
create trigger outcome_stays before update or delete on outcome.outcome
  for each statement execute function outcome.refuse_change();
