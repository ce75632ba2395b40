-- Lists go on behind the last entry of a page, newest first; what they filter by stands before the key. Descending, because H2
-- reads an index forwards only. In any order with other migrations: nothing but indexes of what there was before.

drop index if exists imports_created_at;
drop index if exists imports_state;
create index imports_newest on imports (created_at desc, id desc);
create index imports_state_newest on imports (state desc, created_at desc, id desc);
-- What is old is archived and removed, with its job
create index imports_ended_at on imports (ended_at);
create index imports_job_id on imports (job_id);

drop index if exists jobs_started_at;
create index jobs_newest on jobs (started_at desc, id desc);

-- One for everything that events can be searched by, see EventSearch
drop index if exists audit_events_vm;
drop index if exists audit_events_code;
create index audit_events_by_code on audit_events (code desc, id desc);
create index audit_events_by_severity on audit_events (severity desc, id desc);
create index audit_events_by_correlation_id on audit_events (correlation_id desc, id desc);
create index audit_events_by_user_name on audit_events (user_name desc, id desc);
create index audit_events_by_vm_id on audit_events (vm_id desc, id desc);
create index audit_events_by_vm_name on audit_events (vm_name desc, id desc);
create index audit_events_by_host_id on audit_events (host_id desc, id desc);
create index audit_events_by_host_name on audit_events (host_name desc, id desc);
create index audit_events_by_cluster_id on audit_events (cluster_id desc, id desc);
create index audit_events_by_cluster_name on audit_events (cluster_name desc, id desc);
create index audit_events_by_data_center_id on audit_events (data_center_id desc, id desc);
create index audit_events_by_data_center_name on audit_events (data_center_name desc, id desc);
create index audit_events_by_storage_domain_id on audit_events (storage_domain_id desc, id desc);
create index audit_events_by_storage_domain_name on audit_events (storage_domain_name desc, id desc);
create index audit_events_by_provider_id on audit_events (provider_id desc, id desc);
create index audit_events_by_provider_name on audit_events (provider_name desc, id desc);
