-- Answers that were given under an Idempotency-Key, so that the same request again gets the same answer.
create schema if not exists kernel;

create table kernel.idempotency (
  officer text not null,
  key     text not null check (length(key) between 1 and 200),
  request bytea not null,                 -- SHA-256 of method, path and body
  status  integer,                        -- null while the first request is being answered
  headers text,                           -- name: value, a line each
  body    bytea,
  at      timestamptz not null,
  primary key (officer, key)
);
create index idempotency_at on kernel.idempotency (at);
