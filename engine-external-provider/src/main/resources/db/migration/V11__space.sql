-- Bytes that the disks of an import are expected to take in its export domain; 0 if that is not known
alter table imports add column space bigint default 0 not null;
