package dev.vigil.stream.jobs;

import dev.vigil.account.LedgerRules;
import dev.vigil.account.StrikeLadder;
import dev.vigil.account.TemplateTexts;
import dev.vigil.register.RegisterRules;
import dev.vigil.schema.account.AccountFact;
import dev.vigil.schema.address.Uid;
import dev.vigil.schema.usage.UsageInput;
import dev.vigil.schema.wire.Topic;
import dev.vigil.stream.KafkaEndpoints;
import dev.vigil.stream.LedgerJob;
import dev.vigil.stream.LedgerOptions;
import dev.vigil.stream.SignalOptions;
import dev.vigil.stream.UsageStages;
import dev.vigil.stream.caughtup.Run;
import dev.vigil.stream.caughtup.RunningJob;
import dev.vigil.usage.UsageRules;
import java.time.Duration;
import java.time.ZoneId;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** One start of the ledger job: on the topics of a site, by the clock of a run. */
final class LedgerStart {
    private static final Duration TRANSACTIONS = Duration.ofMinutes(15);
    private static final long STANDSTILL_MS = 60_000;
    private static final LedgerRules RULES =
            new LedgerRules(
                    StrikeLadder.DEFAULTS,
                    TemplateTexts.DEFAULTS,
                    Duration.ofDays(1_095).toMillis(),
                    "register",
                    null,
                    true);

    private static final UsageRules USAGE =
            new UsageRules(ZoneId.of("Asia/Shanghai"), Duration.ofDays(6).toMillis());

    private final Site site;
    private final Run run;
    private final Configuration settings = new Configuration();
    private boolean forgetful;

    LedgerStart(Site site, Run run) {
        this.site = site;
        this.run = run;
    }

    LedgerStart from(String savepoint) {
        settings.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
        return this;
    }

    /** The planted fault: what was published is not read back. */
    LedgerStart forgetful() {
        forgetful = true;
        return this;
    }

    RunningJob real() throws Exception {
        StreamExecutionEnvironment env = Site.environment(1, settings);
        KafkaEndpoints kafka = new KafkaEndpoints(site.clients()).clock(run.tickingClock());
        LedgerJob.Sources sources = kafka.ledgerSources(env);
        if (forgetful) {
            sources =
                    new LedgerJob.Sources(
                            sources.cases(),
                            sources.grounds(),
                            sources.people(),
                            nothingPublished(env),
                            sources.register(),
                            new UsageStages.Sources(sources.usage().audience(), noUsage(env)),
                            sources.signals(),
                            sources.figures());
        }
        LedgerJob.wire(
                sources,
                kafka.sink(),
                kafka.exactlyOnceSink(Topic.STRIKES, site.transactionPrefix, TRANSACTIONS),
                new LedgerOptions(
                        RULES,
                        STANDSTILL_MS,
                        TRANSACTIONS,
                        RegisterRules.DEFAULTS,
                        USAGE,
                        SignalOptions.NONE));
        return site.running(env.executeAsync("ledger"));
    }

    private static DataStream<UsageInput> noUsage(StreamExecutionEnvironment env) {
        return env.fromData(UsageInput.stopped("nothing"))
                .uid("no usage")
                .filter(any -> false)
                .uid(Uid.USAGE_SOURCE);
    }

    /** Ends at once, so that it never holds time back. A source of no data at all would fail. */
    private static DataStream<AccountFact> nothingPublished(StreamExecutionEnvironment env) {
        return env.fromData(AccountFact.stopped("nothing"))
                .uid("nothing published")
                .filter(any -> false)
                .uid(Uid.LEDGER_SOURCE);
    }
}
