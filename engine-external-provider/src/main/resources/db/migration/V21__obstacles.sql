-- What a conversion waits for to go away, as JSON; null while it goes on
alter table imports add column obstacle varchar(65536);
