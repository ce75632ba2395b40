-- What a job belongs to, so that those see it who may; null of external jobs, and of those of earlier tries of imports that are older
alter table jobs add column data_center_id uuid;
update jobs set data_center_id = (select i.data_center_id from imports i where i.job_id = jobs.id);

-- Jobs that clients tell of, by which others can follow what they do
alter table jobs add column external boolean default false not null;
alter table jobs add column auto_cleared boolean default true not null;
alter table job_steps add column external boolean default false not null;
create index jobs_external on jobs (external, updated_at);
