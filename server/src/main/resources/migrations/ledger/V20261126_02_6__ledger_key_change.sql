-- Changes of the record's key. The entry is the act; this is what carries it out, and what a node finds
-- after a crash: how the next key is had, until when both keys sign, and the proof that the old key
-- handed over, which outlives the old key.
create table ledger.key_change (
  number        integer primary key check (number >= 0),
  entry_number  bigint not null unique references ledger.entry,
  old_key       text not null,
  new_key       text not null unique,
  overlap_until timestamptz not null,
  sealed        text,  -- the next key, sealed; gone when the one after it signs
  handover      bytea  -- a tlog-proof, see spec/entry.md
);
