-- Two grades may be given in one instant, on two nodes or by a clock that stands still: what counts
-- is the order in which they were given, and the later one holds.
alter table collect.grade add column number bigint;
update collect.grade g
   set number = o.number
  from (select ctid, row_number() over (order by graded_at, ctid) as number from collect.grade) o
 where g.ctid = o.ctid;
alter table collect.grade alter column number set not null;
alter table collect.grade alter column number add generated always as identity;
select setval(pg_get_serial_sequence('collect.grade', 'number'),
              greatest(1, (select coalesce(max(number), 0) from collect.grade)),
              (select count(*) > 0 from collect.grade));
alter table collect.grade drop constraint grade_pkey;
alter table collect.grade add primary key (report_id, number);
