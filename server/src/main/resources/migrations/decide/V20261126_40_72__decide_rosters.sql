-- Who holds a post, and when. Times never change; a shift is cut short by ended_at.
create table decide.shift (
  id       text primary key,
  post     text not null,
  officer  text not null,
  from_at  timestamptz not null,
  until_at timestamptz not null,
  made_by  text not null,
  ended_at timestamptz
);
create index shift_until on decide.shift (until_at);

-- Whom the holder of a post lets act in it, and how long.
create table decide.delegation (
  id       text primary key,
  post     text not null,
  holder   text not null,
  officer  text not null,
  from_at  timestamptz not null,
  until_at timestamptz not null,
  why      text not null,
  ended_at timestamptz
);
create index delegation_until on decide.delegation (until_at);
