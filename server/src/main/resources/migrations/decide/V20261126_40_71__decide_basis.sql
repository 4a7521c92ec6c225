-- What a determination rests on and what it takes for it to hold; written with it, never changed.
create table decide.basis (
  determination text primary key references decide.determination,
  assessment    int not null,
  evidence      jsonb not null,
  fields        jsonb not null,
  agreements    int not null,
  post          text,
  by_clock      boolean not null
);

-- One row a person who agreed.
create table decide.agreement (
  determination text not null references decide.determination,
  officer       text not null,
  at            timestamptz not null,
  post          text,
  standing_for  text,
  primary key (determination, officer)
);
