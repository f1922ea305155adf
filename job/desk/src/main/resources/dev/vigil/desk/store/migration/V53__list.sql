-- What a preview sums up by work and account, and the versions in force then, as JSON.
alter table preview add column sums ${text};

-- Of a list: the versions in force when it was approved, as JSON.
alter table draft add column base ${text};
