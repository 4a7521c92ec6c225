-- Several reckonings may be handed over in one instant, by a clock that stands still. What was
-- handed over later follows: its number says so, an id does not.
alter table outcome.handed_over add column number bigint generated always as identity;
drop index outcome.handed_over_case;
create index handed_over_case on outcome.handed_over (case_id, number);
