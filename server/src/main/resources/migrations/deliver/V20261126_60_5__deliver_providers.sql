-- Which of a channel's providers took a part or speaks of it: two may use the same ids.
alter table deliver.handed_over add column provider text not null default 'main';
alter table deliver.delivery_report add column provider text not null default 'main';
drop index deliver.handed_over_provider;
drop index deliver.delivery_report_provider;
create index handed_over_provider on deliver.handed_over (channel, provider, provider_id);
create index handed_over_newest on deliver.handed_over (channel, provider, at desc);
create index delivery_report_provider on deliver.delivery_report (channel, provider, provider_id);
create index delivery_report_newest on deliver.delivery_report (channel, provider, at desc);
