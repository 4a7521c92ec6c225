-- What became of the mail to each approver about what was decided alone. Those told before are not mailed now.
alter table decide.glass_told
  add column mail       text check (mail in ('due', 'sent', 'failed')),
  add column mail_next  timestamptz,
  add column mail_tries int not null default 0,
  add column mail_perhaps boolean not null default false,
  add column mail_at    timestamptz,
  add column mail_why   text;
create index glass_told_mail on decide.glass_told (mail_next) where mail = 'due';
