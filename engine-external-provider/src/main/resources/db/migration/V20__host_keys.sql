-- The ssh host key that was confirmed for a Xen host, as in a file .pub; empty means the known_hosts of the proxy hosts
alter table providers add column ssh_host_key varchar(4200) default '' not null;
