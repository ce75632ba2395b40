-- Where somebody logged in from, for the list of log-ins; unknown for those of before
alter table tokens add column address varchar(64);
