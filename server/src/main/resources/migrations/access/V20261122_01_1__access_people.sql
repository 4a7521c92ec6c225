-- People, what they may do, and how they prove who they are.
-- Of every secret only a hash is kept: Argon2id of passwords, SHA-256 of random secrets.
create schema if not exists access;

create table access.officer (
  id          text primary key,
  name        text not null,
  email       text not null unique check (email = lower(email)),
  password    text,                       -- Argon2id in PHC form; null until a password is set
  roles       text[] not null,
  created_at  timestamptz not null,
  disabled_at timestamptz
);

create table access.session (
  secret_sha256 bytea primary key,
  officer       text not null references access.officer,
  created_at    timestamptz not null,
  seen_at       timestamptz not null,
  expires_at    timestamptz not null
);
create index session_officer on access.session (officer);

create table access.token (
  id            text primary key,
  secret_sha256 bytea not null unique,
  officer       text not null references access.officer,
  name          text not null,
  created_at    timestamptz not null,
  expires_at    timestamptz not null,
  used_at       timestamptz,
  revoked_at    timestamptz
);
create index token_officer on access.token (officer);

-- A link with which somebody sets a password once.
create table access.password_link (
  secret_sha256 bytea primary key,
  officer       text not null references access.officer,
  created_at    timestamptz not null,
  expires_at    timestamptz not null
);
create index password_link_officer on access.password_link (officer);
