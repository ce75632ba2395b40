-- When the machine was taken out of its export domain again; null while it lies there, and of machines taken out before this was kept
alter table imports add column taken_out_at timestamp with time zone;
