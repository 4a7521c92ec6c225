-- Several figures may be given for one time and recorded in one instant, by an import or a clock
-- that stands still. What was recorded later follows: its number says so, an id does not.
alter table outcome.figure add column number bigint generated always as identity;
alter table outcome.statement add column number bigint generated always as identity;
alter table outcome.aftermath add column number bigint generated always as identity;
