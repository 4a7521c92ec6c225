-- Beside each kept line, the id that can be read in it as HMAC-SHA256 under keys/watcher-ids.key: so
-- erasing a watcher finds the lines that speak of them without opening any. Null where no id can be
-- read, and of lines that were kept before.
alter table watch.reject add column id_hash bytea;
create index reject_id_hash on watch.reject (id_hash) where id_hash is not null;

-- Whether lines of it are kept: what is due to be destroyed is found without looking at the others.
alter table watch.import add column keeps boolean not null default false;
update watch.import i set keeps = true
 where exists (select 1 from watch.reject where import_id = i.id);
create index import_keeps on watch.import (at) where keeps;
