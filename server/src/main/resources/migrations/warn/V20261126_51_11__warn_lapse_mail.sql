-- Officers who are to hear by mail that a warning is about to lapse, or has lapsed without a decision.
create table warn.lapse_mail (
  warning_id text not null references warn.warning,
  officer_id text not null,
  occasion   text not null check (occasion in ('lapsing', 'lapsed')),
  state      text not null default 'due' check (state in ('due', 'sent', 'failed', 'needless')),
  tries      int not null default 0,
  next_at    timestamptz not null,
  until      timestamptz not null,
  perhaps    boolean not null default false,
  why        text,
  primary key (warning_id, officer_id, occasion)
);
create index lapse_mail_due on warn.lapse_mail (next_at) where state = 'due';
