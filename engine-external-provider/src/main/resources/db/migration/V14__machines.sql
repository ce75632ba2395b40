-- What the machine had at its source; null of imports that are older, and until a machine has been looked at
alter table imports add column source_memory integer;
alter table imports add column source_cpus integer;
alter table imports add column source_guest_os varchar(1000);

-- Clients look for machines by name
create index imports_name on imports (name);
