-- A case bundle reads the entries of a case in the record's order, a page after the other.
create index entry_case_place on ledger.entry (case_id, leaf_index)
  where case_id is not null and leaf_index is not null;
