-- Resuming the queue used to remove its row, so that it could not be paused again
insert into import_queue (id) select 1 where not exists (select 1 from import_queue);
