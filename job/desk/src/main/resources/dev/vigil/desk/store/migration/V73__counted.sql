-- Accounts that something counts against: also those whose first offence is no strike.

drop index account_step;
create index account_counted on account (step, account_id)
    where step <> 'S0' or offences > 0 or pending > 0;
