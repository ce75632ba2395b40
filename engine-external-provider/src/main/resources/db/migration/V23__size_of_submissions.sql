-- How many machines a request is for, those that were refused at once included; null of requests that were stored before this was kept
alter table import_submissions add column machines integer;
