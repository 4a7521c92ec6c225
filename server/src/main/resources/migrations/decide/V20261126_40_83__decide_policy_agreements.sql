-- Who agreed to a version of a policy: to replace one takes as many as to waive it. One row a person; whoever agreed
-- before another version came into force may agree anew.
create table decide.policy_agreement (
  policy       text not null,
  version      int not null,
  officer      text not null,
  at           timestamptz not null,
  post         text,
  standing_for text,
  primary key (policy, version, officer),
  foreign key (policy, version) references decide.policy (policy, version)
);
