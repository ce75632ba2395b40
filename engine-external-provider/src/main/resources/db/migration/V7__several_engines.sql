-- The engines that work on this database, with the newest migration that each knows; one that was not seen for some seconds is dead
create table engines (
    id uuid primary key,
    generation integer not null,
    started_at timestamp with time zone not null,
    seen_at timestamp with time zone not null
);

-- What only one engine may do at a time. The term grows whenever a lease goes to another engine
create table leases (
    name varchar(255) primary key,
    engine_id uuid not null,
    term bigint not null,
    held_until timestamp with time zone not null
);

-- Which engine checks the request that a name is reserved for
alter table vm_name_reservations add column engine_id uuid;
