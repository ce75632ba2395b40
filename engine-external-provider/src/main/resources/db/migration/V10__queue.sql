-- Imports of a higher priority begin first, those that are paused not at all
alter table imports add column priority integer default 50 not null;
alter table imports add column paused boolean default false not null;

-- One row while nothing is to begin
create table import_queue_pause (
    id integer primary key,
    paused_by varchar(255) not null,
    paused_at timestamp with time zone not null
);
