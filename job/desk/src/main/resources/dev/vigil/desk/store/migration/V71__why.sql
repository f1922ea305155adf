-- health: why the time of a clock does not move, as a code with its values in JSON. A row that has none
-- yet is shown with the words of its record, until the clock reports again.
alter table clock_health add column why ${text};
