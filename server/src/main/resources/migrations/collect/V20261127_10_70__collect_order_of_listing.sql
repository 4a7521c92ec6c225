-- A list of reports that is read on from its last one must not miss what was made earlier and
-- committed later. So it goes by places that are given one transaction after the other, to what has
-- committed, when somebody reads it; an id says when its making began. No part of what arrived.
alter table collect.report add column place bigint;
update collect.report r set place = numbered.place
  from (select id, row_number() over (order by id) as place from collect.report) numbered
 where r.id = numbered.id;
create unique index report_place on collect.report (place);
create index report_without_place on collect.report (id) where place is null;
