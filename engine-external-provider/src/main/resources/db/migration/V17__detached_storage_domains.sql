-- Whether machines can be imported into the storage domain; all that there were could take them
alter table storage_domains add column attached boolean default true not null;
