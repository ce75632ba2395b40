-- Who wants an import stopped; null while nobody does, and of wishes that were stored before this was kept
alter table imports add column cancel_requested_by varchar(255);

-- How many checks of a request have met what does not answer, since those alone are limited
alter table import_submissions add column silences integer default 0 not null;
