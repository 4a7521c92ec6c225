-- A closed case waits for nothing: it must not stand before open ones in what is overdue.
alter table decide.clock add column closed_at timestamptz;
alter table decide.reconsideration add column closed_at timestamptz;

drop index decide.clock_running;
create index clock_running on decide.clock (due_at)
  where met_at is null and closed_at is null and not overdue_told;
create index clock_waiting on decide.clock (due_at, case_id) where met_at is null and closed_at is null;

drop index decide.reconsideration_open;
create index reconsideration_open on decide.reconsideration (due_at)
  where settled_at is null and closed_at is null;

-- By which the cases that wait for something are gone through in turn, none of them left behind.
create index clock_sweep on decide.clock (case_id) where met_at is null and closed_at is null;
create index step_sweep on decide.step (case_id) where met_at is null and spared_at is null;
create index reconsideration_sweep on decide.reconsideration (case_id)
  where settled_at is null and closed_at is null;
