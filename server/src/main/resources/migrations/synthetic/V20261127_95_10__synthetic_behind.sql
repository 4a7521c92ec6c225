-- How many deliveries that are meant stood before it when it was late; null when it was not.
alter table synthetic.run add column behind bigint;
