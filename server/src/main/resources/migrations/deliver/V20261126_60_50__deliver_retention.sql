-- Finds what is old enough to be destroyed. What is inserted by the million in the order of time gets
-- an index of a few pages; it is asked once an hour.
create index came_back_at on deliver.came_back (at);
create index handed_over_at on deliver.handed_over using brin (at) with (autosummarize = on);
create index delivery_report_at on deliver.delivery_report using brin (at) with (autosummarize = on);
