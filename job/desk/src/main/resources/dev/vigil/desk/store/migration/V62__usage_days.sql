-- Use of all works by day: the rows of a month are summed up in the index.
create index usage_row_used on usage_row (day, work_id, territory, used_ms);
