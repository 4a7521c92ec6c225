-- What came of attempts, again insert-only, but a row for each run of them: a round's receipts are as
-- a rule alike in all but position and watcher, and a row with its index entries each was the dearest
-- thing that the database did for a delivery.
create table deliver.receipt_run (
  chunk_id bigint not null,
  first    int not null, -- the position of the first watcher; the others follow
  watchers bigint[] not null,
  least    bigint not null, -- of the watchers: whoever looks for one need not read all
  most     bigint not null,
  outcome  smallint not null, -- org.tocsin.server.deliver.ReceiptKind
  repeat   boolean not null,
  at       timestamptz not null,
  reason   text,
  -- Lets no second worker write again.
  primary key (chunk_id, first)
);
create index receipt_run_at on deliver.receipt_run (at);

insert into deliver.receipt_run
select chunk_id, min(position), array_agg(watcher order by position), min(watcher), max(watcher),
       outcome, repeat, at, reason
  from (select r.*, position - row_number() over (
                 partition by chunk_id, outcome, repeat, at, reason order by position) as run
          from deliver.receipt r) as each
 group by chunk_id, run, outcome, repeat, at, reason;

drop table deliver.receipt;

-- Each receipt by itself, for whoever counts.
create view deliver.receipt as
select r.chunk_id, r.first + (one.n - 1)::int as position, one.watcher, r.outcome, r.repeat, r.at,
       r.reason, r.least, r.most
  from deliver.receipt_run r, unnest(r.watchers) with ordinality as one (watcher, n);
