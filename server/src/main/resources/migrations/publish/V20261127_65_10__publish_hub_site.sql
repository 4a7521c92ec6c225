-- Of the callback's name the last two labels: whoever owns them can have as many hosts below them as
-- they like (org.tocsin.server.publish.HubStore.site).
alter table publish.subscription add column site text not null default '';
update publish.subscription
   set site = case when host ~ '^\[' or host ~ '^[0-9.]+$' then host
                   else coalesce(substring(rtrim(host, '.') from '[^.]+\.[^.]+$'), rtrim(host, '.')) end;
alter table publish.subscription alter column site drop default;
create index subscription_site on publish.subscription (site);
