-- Who or what reports come from. A report names its source in words; the words lead here.
create table collect.source (
  id              text primary key,
  name            text not null,
  folded          text not null unique,    -- the name without its case and spaces
  kind            text not null,
  owner           text not null default '', -- an officer's id, or a post in words
  reliability     text not null,           -- the standing letter of the Admiralty code
  interest        text not null default '', -- what it is an interested party in
  silence         text not null default 'off', -- off, after, rhythm
  silence_seconds bigint,
  added_at        timestamptz not null,
  added_by        text not null,
  silent_since    timestamptz,             -- while it is silent
  silence_seen_by text,
  joined_to       text references collect.source -- it turned out to be this one
);
create index source_silent on collect.source (silent_since) where silent_since is not null;
create index source_watched on collect.source (silence) where silence <> 'off';

-- How reports spell it, exactly.
create table collect.source_name (
  name      text primary key,
  folded    text not null,
  source_id text not null references collect.source
);
create index source_name_folded on collect.source_name (folded);
create index source_name_source on collect.source_name (source_id);

-- Every standing grade with its reason; the newest counts. Rows are never changed.
create table collect.source_grade (
  number      bigint generated always as identity primary key,
  source_id   text not null references collect.source,
  graded_at   timestamptz not null,
  reliability text not null,
  reason      text not null,
  graded_by   text not null
);
create index source_grade_source on collect.source_grade (source_id, number);

-- Whether a report's reliability is the one that its source had then, for want of one of its own.
alter table collect.report add column standing boolean not null default false;
create index report_source_time on collect.report (source, received_at);
create index quarantine_source on collect.quarantine (source, received_at);

-- What has come so far. The ids have the form of all others, and no time in them.
insert into collect.source (id, name, folded, kind, reliability, added_at, added_by)
select 'source_00' || upper(substr(md5(folded), 1, 24)), min(source), folded, 'other', 'F',
       min(received_at), 'system'
  from (select source, received_at, lower(regexp_replace(btrim(source), '\s+', ' ', 'g')) as folded
          from collect.report) r
 group by folded;
insert into collect.source_name (name, folded, source_id)
select r.source, s.folded, s.id
  from (select distinct source from collect.report) r
  join collect.source s on s.folded = lower(regexp_replace(btrim(r.source), '\s+', ' ', 'g'));
