-- Requests whose machines are checked after they have been answered. In any order with other migrations of this release.

-- An import may be stored before it is known where it can be converted
alter table imports alter column host_id drop not null;
alter table imports alter column host_name drop not null;

-- One request. An engine that checks it says so, and until when it is to be believed
create table import_submissions (
    id uuid primary key,
    provider_id uuid not null,
    created_at timestamp with time zone not null,
    due_at timestamp with time zone not null,
    tries integer not null,
    claimed_by varchar(64),
    claimed_until timestamp with time zone
);

create index import_submissions_due_at on import_submissions (due_at, id);
create index import_submissions_provider on import_submissions (provider_id, claimed_until);

-- What a request says of an import beyond what the import itself does
create table submitted_machines (
    import_id uuid primary key,
    submission_id uuid not null,
    number integer not null,
    named boolean not null,
    mapped_as_others boolean not null,
    constraint submitted_machines_submission foreign key (submission_id) references import_submissions (id) on delete cascade
);

create index submitted_machines_submission on submitted_machines (submission_id, number);

-- Answers to requests that a client may send again. The answer is JSON, compressed, as Base64; null while it is worked on
create table idempotency_keys (
    owner varchar(255) not null,
    idempotency_key varchar(255) not null,
    fingerprint varchar(64) not null,
    created_at timestamp with time zone not null,
    answer varchar(1048576),
    primary key (owner, idempotency_key)
);

create index idempotency_keys_created_at on idempotency_keys (created_at);
