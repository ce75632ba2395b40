create table slow_settings as select current_setting('tcp_keepalives_idle') as idle;
select pg_sleep(30);
