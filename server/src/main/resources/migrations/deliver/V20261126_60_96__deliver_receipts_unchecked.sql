-- Of all that a receipt cost the database, most was to look for its chunk once a receipt. The chunk
-- is moved on in the same transaction, or the receipts are not written; and no chunk is ever deleted.
alter table deliver.receipt drop constraint receipt_chunk_id_fkey;
