-- That a second person confirmed a version of a full text which holds back less than the one before.
create table warn.full_text_confirmed (
  full_text text        not null,
  version   int         not null,
  by        text        not null,
  at        timestamptz not null,
  primary key (full_text, version),
  foreign key (full_text, version) references warn.full_text (id, version)
);
