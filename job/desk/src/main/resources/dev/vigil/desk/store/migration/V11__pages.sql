-- What pages of notices, dead letters and the search look up.

-- Received, and not yet answered by the notice job.
create index notice_untaken on notice (received_at, notice_id) where s_off is null;

create index dead_letter_at on dead_letter (at, id);

-- Titles by their beginning; only Latin letters have a case in both databases.
create index work_title_begins on work_title (lower(substr(title, 1, 100)), work_id, n);
