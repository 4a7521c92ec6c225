-- Readings that are compared with others once more: two that were read at the same moment, on two
-- nodes or in two lanes, did not see each other. A table of its own, since a change of a reading
-- would write all of its indexes anew.
create table read.compare_again (
  report_id text primary key
);
