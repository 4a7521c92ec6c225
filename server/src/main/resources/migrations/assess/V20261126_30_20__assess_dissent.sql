-- What officers hold against a version of an assessment: it stays beside it for good.
create table assess.dissent (
  case_id text not null references assess.case_file,
  number  int not null,
  version int not null,
  made_by text not null,
  made_at timestamptz not null,
  words   text not null,
  primary key (case_id, number),
  foreign key (case_id, version) references assess.assessment
);
