-- Since when deliveries of the warning are held up; the time to answer goes on when they do.
alter table answer.escalation add column held_at timestamptz;
