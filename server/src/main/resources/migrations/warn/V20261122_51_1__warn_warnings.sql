create schema if not exists warn;

-- The draft is what people wrote; it changes only while the state is 'draft'. The content hash is over
-- draft and audience together; approval signs it, and every edit takes it away.
create table warn.warning (
  id              text primary key,
  case_id         text not null,
  message_type    text not null check (message_type in ('alert', 'update', 'cancel')),
  follows         text references warn.warning,
  state           text not null check (state in ('draft', 'inForce', 'updated', 'cancelled', 'ended', 'lapsed')),
  draft           jsonb not null,
  content_hash    text,
  drafted_at      timestamptz not null,
  window_from     timestamptz not null,
  window_until    timestamptz not null,
  approved_by     text,
  approved_at     timestamptz,
  determination   text,
  cap             bytea,
  ended_at        timestamptz,
  lapsing_told    boolean not null default false,
  lapse_decision  text,
  lapse_reason    text
);
create index warning_case on warn.warning (case_id, id);
create index warning_in_force on warn.warning (window_until) where state = 'inForce';

-- Who wrote on it; none of them may approve it.
create table warn.author (
  warning_id text not null references warn.warning,
  officer_id text not null,
  at         timestamptz not null,
  primary key (warning_id, officer_id)
);

-- Whom it is for: part 0 is what was approved, later parts are those who came into the way since.
create table warn.audience (
  warning_id text not null references warn.warning,
  part       int not null,
  at         timestamptz not null,
  ids        bytea not null,
  size       int not null,
  sha256     text not null,
  reasons    jsonb not null,
  primary key (warning_id, part)
);
