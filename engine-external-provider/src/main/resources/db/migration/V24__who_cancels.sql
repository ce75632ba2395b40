-- Who wants an import stopped; null while nobody does, and of wishes that were stored before this was kept
alter table imports add column cancel_requested_by varchar(255);
