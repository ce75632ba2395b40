-- Networks that clients can choose from; each data center has the one that oVirt makes with it, under the data center's own id
create table networks (
    id uuid primary key,
    version integer not null,
    name varchar(255) not null,
    description varchar(4000) not null,
    data_center_id uuid not null,
    constraint networks_name unique (data_center_id, name),
    constraint networks_data_center foreign key (data_center_id) references data_centers (id) on delete cascade
);

insert into networks (id, version, name, description, data_center_id)
    select id, 0, 'ovirtmgmt', 'Management Network', id from data_centers;
