-- Old events are removed, and those of one kind are looked for
create index audit_events_recorded_at on audit_events (recorded_at);
create index audit_events_code on audit_events (code, id);
