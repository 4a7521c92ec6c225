-- Why an approver sent a draft back to its authors; an edit answers it and takes it away. The record keeps it.
alter table warn.warning
  add column sent_back_by  text,
  add column sent_back_at  timestamptz,
  add column sent_back_why text;

-- What the public side shows: asked at every view.
create index warning_public on warn.warning (approved_at desc)
  where approved_at is not null and draft ->> 'kind' = 'publicAlert';
