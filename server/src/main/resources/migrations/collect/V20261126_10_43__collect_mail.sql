-- Mails that became reports, so that one that lies in the mailbox twice does not become another.
create table collect.mail (
  mail_key  bytea primary key, -- SHA-256 of its Message-ID, its sender and what stands below its headers
  report_id text references collect.report,
  dkim      text not null,     -- pass, fail, none, or unknown when nobody trusted has checked it
  taken_at  timestamptz not null
);
create index mail_report on collect.mail (report_id);
