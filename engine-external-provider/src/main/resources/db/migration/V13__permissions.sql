-- Who may do what. Without a data center: in the whole system. Who could log in before may go on doing everything
create table permissions (
    id uuid primary key,
    user_id uuid not null,
    role varchar(32) not null,
    data_center_id uuid,
    constraint permissions_user foreign key (user_id) references users (id) on delete cascade,
    constraint permissions_data_center foreign key (data_center_id) references data_centers (id) on delete cascade
);

create index permissions_user_id on permissions (user_id);

insert into permissions (id, user_id, role) select id, id, 'SUPER_USER' from users;
