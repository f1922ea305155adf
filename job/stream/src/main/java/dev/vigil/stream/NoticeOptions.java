package dev.vigil.stream;

import dev.vigil.notice.ClockRules;
import dev.vigil.stream.options.ClockRulesFile;
import dev.vigil.stream.options.JobOptions;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.ReadableConfig;

/**
 * What the notice job is wired with.
 *
 * @param rules of the notice clock
 * @param standstillMs how long time may stop before that is published
 * @param transactions how long a transaction of breaches lives without a checkpoint
 * @param runbook where the alerts send people
 */
public record NoticeOptions(
        ClockRules rules, long standstillMs, Duration transactions, String runbook) {
    public static NoticeOptions of(ReadableConfig options) {
        return new NoticeOptions(
                rules(options),
                options.get(JobOptions.CLOCK_STANDSTILL).toMillis(),
                options.get(JobOptions.TRANSACTION_TIMEOUT),
                options.get(JobOptions.ALERTS_RUNBOOK));
    }

    /** The file's rules; a grace that was given as an option wins. */
    private static ClockRules rules(ReadableConfig options) {
        String file = options.get(JobOptions.CLOCK_RULES);
        ClockRules rules = file == null ? ClockRules.DEFAULTS : ClockRulesFile.read(Path.of(file));
        return file == null || options.getOptional(JobOptions.CLOCK_GRACE).isPresent()
                ? rules.withGrace(options.get(JobOptions.CLOCK_GRACE).toMillis())
                : rules;
    }
}
