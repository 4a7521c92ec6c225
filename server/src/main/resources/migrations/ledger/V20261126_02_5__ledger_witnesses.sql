-- What is known of each witness that is asked to cosign this record, by its name in the settings.
create table ledger.witness (
  name            text primary key,
  due_at          timestamptz not null, -- when it is asked next; a node that asks claims it by this
  failures        integer not null default 0, -- in a row
  asked_at        timestamptz,
  outcome         text, -- what came of asking last
  said            text, -- in words
  size            bigint not null default 0, -- of the newest checkpoint that it cosigned
  cosigned_at     timestamptz, -- by its own clock
  contradicted_at timestamptz -- since it has been saying that this record has another history
);

-- Checkpoints that witnesses cosigned: signed notes with every cosignature so far. Older ones go
-- once enough witnesses have cosigned a newer one.
create table ledger.cosigned (
  size    bigint primary key,
  version integer not null, -- rises with each cosignature
  note    bytea not null
);
