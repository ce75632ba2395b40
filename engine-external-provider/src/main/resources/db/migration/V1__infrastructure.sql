-- Runs on H2 and on PostgreSQL alike: only types and syntax that both know.

create table data_centers (
    id uuid primary key,
    version integer not null,
    name varchar(255) not null,
    description varchar(4000) not null,
    constraint data_centers_name unique (name)
);

create table clusters (
    id uuid primary key,
    version integer not null,
    name varchar(255) not null,
    description varchar(4000) not null,
    data_center_id uuid not null,
    constraint clusters_name unique (name),
    constraint clusters_data_center foreign key (data_center_id) references data_centers (id)
);

create table proxy_hosts (
    id uuid primary key,
    version integer not null,
    name varchar(255) not null,
    address varchar(255) not null,
    port integer not null,
    cluster_id uuid not null,
    constraint proxy_hosts_name unique (name),
    constraint proxy_hosts_address unique (address, port),
    constraint proxy_hosts_cluster foreign key (cluster_id) references clusters (id)
);

-- id is the domain's own id, as its metadata on the storage says
create table storage_domains (
    id uuid primary key,
    version integer not null,
    name varchar(255) not null,
    data_center_id uuid not null,
    host_id uuid not null,
    storage_type varchar(16) not null,
    address varchar(255) not null,
    path varchar(4096) not null,
    mount_path varchar(4096) not null,
    constraint storage_domains_name unique (name),
    constraint storage_domains_data_center foreign key (data_center_id) references data_centers (id),
    constraint storage_domains_host foreign key (host_id) references proxy_hosts (id)
);

-- url is the libvirt URI without user and password; password is encrypted, see EncryptedText
create table providers (
    id uuid primary key,
    version integer not null,
    name varchar(255) not null,
    description varchar(4000) not null,
    type varchar(16) not null,
    url varchar(4096) not null,
    username varchar(255) not null,
    password varchar(8192) not null,
    tls_mode varchar(16) not null,
    tls_certificates varchar(262144) not null,
    data_center_id uuid not null,
    proxy_host_id uuid,
    constraint providers_name unique (name),
    constraint providers_data_center foreign key (data_center_id) references data_centers (id),
    constraint providers_proxy_host foreign key (proxy_host_id) references proxy_hosts (id)
);

create table users (
    id uuid primary key,
    version integer not null,
    name varchar(255) not null,
    password_hash varchar(1024) not null,
    constraint users_name unique (name)
);

-- token_hash is the SHA-256 of the token, in hexadecimal digits
create table tokens (
    token_hash varchar(64) primary key,
    user_id uuid not null,
    created_at timestamp with time zone not null,
    used_at timestamp with time zone not null,
    constraint tokens_user foreign key (user_id) references users (id) on delete cascade
);

create index tokens_used_at on tokens (used_at);
