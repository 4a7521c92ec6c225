create schema if not exists assess;

-- The number by which a case's page cites a report; times alone do not order what joins together.
alter table assess.case_report add column number int;
update assess.case_report set number = ordered.number
  from (select case_id, report_id,
               row_number() over (partition by case_id order by joined_at, report_id) as number
          from assess.case_report) as ordered
 where case_report.case_id = ordered.case_id and case_report.report_id = ordered.report_id;
alter table assess.case_report alter column number set not null;
alter table assess.case_report add unique (case_id, number);
