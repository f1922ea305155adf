package dev.vigil.stream.jobs;

import dev.vigil.notice.ClockRules;
import dev.vigil.schema.wire.Topic;
import dev.vigil.stream.KafkaEndpoints;
import dev.vigil.stream.NoticeJob;
import dev.vigil.stream.NoticeOptions;
import dev.vigil.stream.caughtup.Run;
import dev.vigil.stream.caughtup.RunningJob;
import dev.vigil.stream.caughtup.Stall;
import dev.vigil.stream.caughtup.Watermarks;
import java.time.Duration;
import java.util.Properties;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** One start of the notice job: on the topics of a site, by the clock of a run. */
final class NoticeStart {
    static final long GRACE_MS = 1_000;

    private static final ClockRules RULES = ClockRules.DEFAULTS.withGrace(GRACE_MS);
    private static final long STANDSTILL_MS = 60_000;

    private final Site site;
    private final Run run;
    private final Configuration settings = new Configuration();
    private Properties consumers = new Properties();
    private Duration transactionTimeout = Duration.ofMinutes(15);
    private boolean forgetful;

    NoticeStart(Site site, Run run) {
        this.site = site;
        this.run = run;
    }

    /** Its n-th fetch with data stands until the run lets it go. */
    NoticeStart stalledAt(int poll) {
        consumers = Stall.at(run, poll);
        return this;
    }

    NoticeStart from(String savepoint) {
        settings.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
        return this;
    }

    NoticeStart withoutCheckpoints() {
        settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofDays(1));
        return this;
    }

    NoticeStart transactionTimeout(Duration timeout) {
        transactionTimeout = timeout;
        return this;
    }

    /** The planted fault: what was published is not read back. */
    NoticeStart forgetful() {
        forgetful = true;
        return this;
    }

    RunningJob real() throws Exception {
        StreamExecutionEnvironment env = Site.environment(1, settings);
        KafkaEndpoints kafka =
                new KafkaEndpoints(site.clients(), consumers).clock(run.tickingClock());
        NoticeJob.Sources sources = kafka.noticeSources(env, Watermarks.CAUGHT_UP);
        if (forgetful) {
            sources =
                    new NoticeJob.Sources(
                            sources.notices(), NaiveTime.nothingPublished(env), sources.list());
        }
        NoticeJob.wire(
                sources,
                kafka.sink(),
                kafka.exactlyOnceSink(Topic.BREACHES, site.transactionPrefix, transactionTimeout),
                new NoticeOptions(RULES, STANDSTILL_MS, transactionTimeout, "runbook"));
        return site.running(env.executeAsync("real"));
    }

    RunningJob naive(NaiveTime time, Collected collected) throws Exception {
        StreamExecutionEnvironment env = Site.environment(1, settings);
        NoticeJob.wire(
                time.sources(env, site.clients(), consumers, run),
                collected,
                collected,
                new NoticeOptions(RULES, STANDSTILL_MS, transactionTimeout, "runbook"));
        return site.running(env.executeAsync("naive"));
    }
}
