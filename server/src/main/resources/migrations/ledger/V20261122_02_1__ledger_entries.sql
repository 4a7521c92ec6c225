create schema if not exists ledger;

-- Every act that matters, written in the transaction of the act. The body is what is hashed into the
-- record and never changes; words are for the desk's timeline and are not part of the record.
create table ledger.entry (
  number     bigint generated always as identity primary key,
  leaf_index bigint unique,
  type       text not null,
  at         timestamptz not null,
  by         text not null,
  case_id    text,
  subject    text,
  words      text not null,
  body       bytea not null
);
create index entry_case on ledger.entry (case_id, number) where case_id is not null;
create index entry_subject on ledger.entry (subject) where subject is not null;
create index entry_waiting on ledger.entry (number) where leaf_index is null;

-- What a commitment in an entry stands for. Deleting a row erases the value for ever: the hash that
-- stays in the record cannot be guessed without its salt.
create table ledger.disclosure (
  entry_number bigint not null references ledger.entry,
  name         text not null,
  salt         bytea not null,
  value        text not null, -- JSON
  personal     boolean not null,
  primary key (entry_number, name)
);
