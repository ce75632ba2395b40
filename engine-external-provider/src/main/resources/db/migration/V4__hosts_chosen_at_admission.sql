-- Imports that were asked for before are bound to the host that they were promised
alter table imports add column host_fixed boolean default true not null;
-- Ids of hosts that turned out unable, JSON
alter table imports add column passed_over varchar(65536) default '[]' not null;
alter table imports add column waiting_for varchar(32);
-- The host has still to be told to stop a job whose import has ended
alter table imports add column abort_owed boolean default false not null;
create index imports_abort_owed on imports (abort_owed);
