package dev.vigil.stream;

import dev.vigil.account.Ladder;
import dev.vigil.stream.options.JobOptions;
import dev.vigil.stream.options.LadderFile;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.ReadableConfig;

/**
 * What the ledger job is wired with.
 *
 * @param ladder which offences count, and what each step does
 * @param memoryMs how long an offence is kept
 * @param identity where the identity of users is kept, for reports
 * @param standstillMs how long time may stop before that is published
 * @param transactions how long a transaction of strikes lives without a checkpoint
 */
public record LedgerOptions(
        Ladder ladder, long memoryMs, String identity, long standstillMs, Duration transactions) {
    public static LedgerOptions of(ReadableConfig options) {
        String file = options.get(JobOptions.LADDER_RULES);
        return new LedgerOptions(
                file == null ? Ladder.DEFAULTS : LadderFile.read(Path.of(file)),
                options.get(JobOptions.LEDGER_MEMORY).toMillis(),
                options.get(JobOptions.REPORT_IDENTITY),
                options.get(JobOptions.CLOCK_STANDSTILL).toMillis(),
                options.get(JobOptions.TRANSACTION_TIMEOUT));
    }
}
