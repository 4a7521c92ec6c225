-- Whose a personal value is. Erasing that person destroys value and salt and keeps when, so that a
-- bundle made afterwards can say "erased on"; the hash in the record stays and opens for nobody.
alter table ledger.disclosure
  add column person    text,
  add column open      boolean not null default false, -- goes to the press as well
  add column erased_at timestamptz,
  alter column salt drop not null,
  alter column value drop not null;

update ledger.disclosure d
   set person = case when d.name = 'watcher' then d.value::jsonb #>> '{}' else e.subject end
  from ledger.entry e
 where e.number = d.entry_number and d.personal;

-- Entries about a warning name the watcher in a value; those of people erased before are destroyed now.
update ledger.disclosure d
   set salt = null, value = null, erased_at = gone.at, person = null
  from (select subject, max(at) as at from ledger.entry where type = 'WatcherErased' group by subject) gone
 where d.personal and d.person = gone.subject;

alter table ledger.disclosure add constraint disclosure_whole_or_erased
  check ((salt is null) = (erased_at is not null) and (value is null) = (erased_at is not null));
create index disclosure_person on ledger.disclosure (person, entry_number) where person is not null;
