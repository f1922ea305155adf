-- Which open notices are of a work is seen in an index, without a row of each notice of that work.
create index notice_work_named on notice_work (work_id, notice_id, off) where work_id is not null;
