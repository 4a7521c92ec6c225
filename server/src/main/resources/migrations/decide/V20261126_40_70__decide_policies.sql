-- Every version of every duty test, word for word. Rows are never deleted, and their texts never change.
create table decide.policy (
  policy      text not null,
  version     int not null,
  body        text not null,
  sha256      text not null,
  origin      text not null check (origin in ('shipped', 'desk')),
  state       text not null check (state in ('proposed', 'inForce', 'replaced', 'returned')),
  why         text not null,
  proposed_by text not null,
  proposed_at timestamptz not null,
  settled_by  text,
  settled_at  timestamptz,
  settled_why text,
  replaced_at timestamptz,
  primary key (policy, version)
);
create unique index policy_in_force on decide.policy (policy) where state = 'inForce';
create unique index policy_shipped on decide.policy (policy, sha256) where origin = 'shipped';
create index policy_sha256 on decide.policy (sha256);
create index policy_proposed on decide.policy (policy) where state = 'proposed';

-- By which duty test a case's clock runs.
alter table decide.clock add column policy text not null default 'us-icd-191';
