-- That a case is to stand under another policy, until as many agree as the one that it leaves asks for.
create table decide.policy_change (
  id          text primary key,
  case_id     text not null,
  before      text not null,
  policy      text not null,
  why         text not null,
  proposed_by text not null,
  proposed_at timestamptz not null,
  state       text not null check (state in ('proposed', 'agreed', 'returned')),
  settled_by  text,
  settled_at  timestamptz,
  settled_why text
);
create unique index policy_change_open on decide.policy_change (case_id) where state = 'proposed';
create index policy_change_case on decide.policy_change (case_id);

-- One row a person who agreed.
create table decide.policy_change_agreement (
  change       text not null references decide.policy_change,
  officer      text not null,
  at           timestamptz not null,
  post         text,
  standing_for text,
  primary key (change, officer)
);
