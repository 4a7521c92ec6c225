-- The published record of those who keep it in the database (tocsin.record.store=postgres).
create table ledger.record_value (
  key   text primary key,
  value bytea not null
);
