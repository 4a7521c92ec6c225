-- Files that came with reports, each once by its hash. Bytes are never changed.
create table collect.file (
  sha256     bytea primary key,
  media_type text not null, -- what the bytes are, not what somebody called them
  bytes      bytea not null,
  first_at   timestamptz not null
);

create table collect.attachment (
  id        text primary key,
  report_id text not null references collect.report,
  sha256    bytea not null references collect.file,
  name      text not null,
  added_at  timestamptz not null,
  added_by  text not null,
  unique (report_id, sha256)
);

-- How whoever gave a report can be reached, sealed. Deleting the row destroys its key.
create table collect.contact (
  report_id text primary key references collect.report,
  box       bytea not null,
  key       bytea not null,
  kept_at   timestamptz not null
);

-- What is known of a call beside the words of the caller.
create table collect.phone_note (
  report_id text primary key references collect.report,
  called_at timestamptz not null,
  read_back boolean not null,
  taken_by  text not null
);
