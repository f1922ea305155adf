package dev.vigil.stream;

import dev.vigil.account.LedgerRules;
import dev.vigil.account.StrikeLadder;
import dev.vigil.account.TemplateTexts;
import dev.vigil.figures.FigureRules;
import dev.vigil.register.Identifiers;
import dev.vigil.register.RegisterRules;
import dev.vigil.stream.options.JobOptions;
import dev.vigil.stream.options.LadderFile;
import dev.vigil.stream.options.WarningTextsFile;
import dev.vigil.usage.UsageRules;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import org.apache.flink.configuration.ReadableConfig;

/**
 * What the ledger job is wired with.
 *
 * @param rules of the fold of accounts
 * @param standstillMs how long time may stop before that is published
 * @param transactions how long a transaction of strikes lives without a checkpoint
 * @param register of the register of works
 * @param usage of rows of usage; figures are of the same days
 * @param signals of other platforms
 */
public record LedgerOptions(
        LedgerRules rules,
        long standstillMs,
        Duration transactions,
        RegisterRules register,
        UsageRules usage,
        SignalOptions signals) {
    public static LedgerOptions of(ReadableConfig options) {
        return new LedgerOptions(
                rules(options),
                options.get(JobOptions.CLOCK_STANDSTILL).toMillis(),
                options.get(JobOptions.TRANSACTION_TIMEOUT),
                new RegisterRules(
                        identifiers(options), options.get(JobOptions.AGREE_WITHIN).toMillis()),
                new UsageRules(
                        ZoneId.of(options.get(JobOptions.USAGE_ZONE)), UsageStages.COMPLETE_MS),
                SignalOptions.of(options));
    }

    /** Of the days that the rows of usage are of. */
    FigureRules figures() {
        return new FigureRules(usage.zone());
    }

    static Identifiers identifiers(ReadableConfig options) {
        return new Identifiers(
                options.get(JobOptions.DCI_PATTERN), options.get(JobOptions.REGISTRATION_PATTERN));
    }

    private static LedgerRules rules(ReadableConfig options) {
        String file = options.get(JobOptions.LADDER_RULES);
        String texts = options.get(JobOptions.WARNING_TEXTS);
        return new LedgerRules(
                file == null ? StrikeLadder.DEFAULTS : LadderFile.read(Path.of(file)),
                texts == null ? TemplateTexts.DEFAULTS : WarningTextsFile.read(Path.of(texts)),
                options.get(JobOptions.LEDGER_MEMORY).toMillis(),
                options.get(JobOptions.REPORT_IDENTITY),
                options.get(JobOptions.EDUCATION),
                options.get(JobOptions.TWO_PERSONS));
    }
}
