-- Each time that an import is given to a proxy host is an attempt, with a job of its own there
create table import_attempts (
    job_id uuid primary key,
    version integer not null,
    import_id uuid not null,
    number integer not null,
    host_id uuid not null,
    host_name varchar(255) not null,
    started_at timestamp with time zone not null,
    ended_at timestamp with time zone,
    -- null while it is under way
    outcome varchar(16),
    failure varchar(65536),
    -- The host has still to be told to stop the job, although the attempt has ended
    abort_owed boolean not null,
    constraint import_attempts_number unique (import_id, number),
    constraint import_attempts_import foreign key (import_id) references imports (id) on delete cascade
);
create index import_attempts_abort_owed on import_attempts (abort_owed);

-- The attempt that is under way, the last one, or, of a queued import, the next one. Jobs used to have the import's own id
alter table imports add column attempt integer default 1 not null;
alter table imports add column attempt_job_id uuid;
update imports set attempt_job_id = id;
alter table imports alter column attempt_job_id set not null;
-- How many attempts the engine has begun by itself since somebody asked for the import
alter table imports add column retries integer default 0 not null;
-- A queued import does not begin before
alter table imports add column not_before timestamp with time zone;
-- Ids of the engine's jobs that showed the import until somebody asked for it again, JSON
alter table imports add column earlier_jobs varchar(65536) default '[]' not null;

insert into import_attempts (job_id, version, import_id, number, host_id, host_name, started_at, ended_at, outcome, failure, abort_owed)
select id, 0, id, 1, host_id, host_name, started_at, ended_at,
    case when state in ('SUCCEEDED', 'FAILED', 'CANCELLED') then state end,
    case when state = 'FAILED' then failure end,
    abort_owed
from imports where started_at is not null;

drop index if exists imports_abort_owed;
alter table imports drop column abort_owed;
