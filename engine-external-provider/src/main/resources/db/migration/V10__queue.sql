-- Imports of a higher priority begin first, those that are paused not at all
alter table imports add column priority integer default 50 not null;
alter table imports add column paused boolean default false not null;

-- One row; whoever has paused the queue stands in it, so that no import begins
create table import_queue (
    id integer primary key,
    paused_by varchar(255),
    paused_at timestamp with time zone
);
insert into import_queue (id) values (1);
