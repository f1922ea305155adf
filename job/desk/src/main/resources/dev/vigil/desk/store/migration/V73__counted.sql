-- Accounts that something counts against: also those whose first offence is no strike.

drop index account_step;
create index account_counted on account (step, account_id)
    where step <> 'S0' or offences > 0 or pending > 0;

-- ledger.alerts write to commands, too, and of appeals the last filing of an id counts: a store
-- that has read these topics makes their rows again, from its journal.
update source set row_off = first_off where topic in ('ledger.alerts', 'appeals');
