-- The full text of a danger in all its versions: nothing of it is ever changed.
create table warn.full_text (
  id       text        not null,
  version  int         not null,
  case_id  text        not null,
  content  jsonb       not null,
  sha256   text        not null,
  by       text        not null,
  at       timestamptz not null,
  primary key (id, version)
);
create index full_text_case on warn.full_text (case_id, id, version);

-- Releases: what is told of it at a lower marking. A release changes only while it is a draft.
create table warn.release (
  id           text primary key,
  case_id      text        not null,
  full_text    text        not null,
  version      int         not null,
  state        text        not null check (state in ('draft', 'agreed')),
  content      jsonb       not null,
  derived_at   timestamptz not null,
  agreed_by    text,
  agreed_at    timestamptz,
  foreign key (full_text, version) references warn.full_text (id, version)
);
create index release_case on warn.release (case_id, id);

-- Who wrote on a release; none of them agrees to it.
create table warn.release_author (
  release_id text        not null references warn.release,
  officer_id text        not null,
  at         timestamptz not null,
  primary key (release_id, officer_id)
);
