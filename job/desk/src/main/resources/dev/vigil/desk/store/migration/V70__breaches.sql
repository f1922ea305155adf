-- A breach asks for no acknowledgement by a time: among the alerts its place is when its notice was
-- due, and no longer behind all that are to be acknowledged by a time.
update alert_run set last_by =
    (select a.due_at from alert a where a.alert_key = alert_run.last_key)
    where outcome is null and last_by = 9000000000000000
    and exists (select 1 from alert a
        where a.alert_key = alert_run.last_key and a.fires_at >= a.due_at);
