-- Where the topics of its answers ended before it was sent, as JSON: offsets by topic, in the order of
-- the partitions. What is behind them is after the order, whatever the clocks of producers show.
-- Null in a row of an older desk, and where the brokers did not answer.
alter table outbox add column answered_from ${text};
