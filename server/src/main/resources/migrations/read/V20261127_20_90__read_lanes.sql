-- Long reports wait in a lane of their own; what waits since an earlier edition counts as short.
alter table read.waiting add column bytes bigint not null default 0;
