-- The process that has a lease, by a name that people know; another desk shows it.
alter table lease add column holder ${text};
