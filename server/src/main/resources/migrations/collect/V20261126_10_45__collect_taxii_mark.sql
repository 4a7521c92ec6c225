-- Where a series of pages stands that a stop has cut: objects can share the time they were added,
-- so that only the server's own mark tells which of them came.
alter table collect.taxii add column next_mark text;    -- null: no series is open
alter table collect.taxii add column next_reached text; -- the newest time that the series has told
