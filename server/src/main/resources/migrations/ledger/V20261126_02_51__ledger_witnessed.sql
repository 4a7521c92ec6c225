-- What this server remembers as a witness of other records: for each origin the checkpoint that it
-- cosigned last. Losing a row, or setting it back, lets it cosign two histories.
create table ledger.witnessed (
  origin     text primary key,
  checkpoint bytea not null
);
