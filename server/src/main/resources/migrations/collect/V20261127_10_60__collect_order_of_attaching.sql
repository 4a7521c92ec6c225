-- Several files come with a report in one instant. What came later follows: its number says so, an
-- id does not.
alter table collect.attachment add column number bigint generated always as identity;
