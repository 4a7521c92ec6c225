-- Whether a reading was compared with others: those of before that was kept are compared later.
alter table read.reading add column compared boolean not null default false;
create index reading_not_compared on read.reading (report_id) where not compared;
