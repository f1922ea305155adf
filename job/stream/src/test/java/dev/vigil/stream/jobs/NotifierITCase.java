package dev.vigil.stream.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.vigil.fixtures.broker.EmbeddedBroker;
import dev.vigil.fixtures.broker.SharedBroker;
import dev.vigil.notice.ClockRules;
import dev.vigil.schema.input.DeadLetter;
import dev.vigil.schema.notice.EscalationAlert;
import dev.vigil.schema.notice.NoticeStatus;
import dev.vigil.schema.notifier.NotifierErased;
import dev.vigil.schema.notifier.NotifierStanding;
import dev.vigil.schema.notifier.StandingLevel;
import dev.vigil.schema.signal.SignalKind;
import dev.vigil.schema.signal.SignalState;
import dev.vigil.schema.signal.SignalStatus;
import dev.vigil.schema.signal.SignalStatusBuilder;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Topic;
import dev.vigil.stream.KafkaEndpoints;
import dev.vigil.stream.NoticeJob;
import dev.vigil.stream.NoticeOptions;
import dev.vigil.stream.caughtup.Watermarks;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A flood on a real broker: its sender's standing says so, and every notice has its clock. */
@ExtendWith(SharedBroker.class)
class NotifierITCase {
    private static final Duration TRANSACTIONS = Duration.ofMinutes(15);
    private static final int NOTICES = 120;
    private static final String REPORT = "west.example:report-1";

    @Test
    void aFloodIsPublishedAndNoNoticeIsLost(EmbeddedBroker broker) throws Exception {
        try (Site site = Site.on(broker)) {
            long startMs = System.currentTimeMillis() - 60_000;
            for (int i = 0; i < NOTICES; i++) {
                site.notice("n-" + i, startMs + i);
            }
            JobClient job = start(site);
            site.await(
                    () ->
                            assertThat(site.all(Topic.NOTIFIERS, NotifierStanding.class))
                                    .isNotEmpty());
            site.await(
                    () ->
                            assertThat(site.all(Topic.ESCALATIONS, EscalationAlert.class))
                                    .hasSize(NOTICES));

            assertThat(site.all(Topic.NOTIFIERS, NotifierStanding.class))
                    .singleElement()
                    .satisfies(
                            standing -> {
                                assertThat(standing.notifier()).isEqualTo("studio");
                                assertThat(standing.flooding()).isTrue();
                                assertThat(standing.level()).isEqualTo(StandingLevel.NORMAL);
                            });
            assertThat(site.all(Topic.ESCALATIONS, EscalationAlert.class))
                    .extracting(EscalationAlert::noticeId)
                    .doesNotHaveDuplicates();
            assertIsErased(site);
            Site.stop(job);
        }
    }

    /** What a person asks for on the one topic takes the standing's place on the other. */
    private static void assertIsErased(Site site) throws Exception {
        NotifierErased request = new NotifierErased("studio", "r-1", System.currentTimeMillis());
        site.sendBy(
                "wang", Topic.NOTICES, EventType.NOTIFIER_ERASED, "studio", request.at(), request);
        site.await(() -> assertThat(standings(site)).contains(NotifierStanding.erased(request)));
        assertThat(standings(site)).last().isEqualTo(NotifierStanding.erased(request));
        assertThat(site.all(Topic.NOTICE_DEAD_LETTERS, DeadLetter.class)).isEmpty();
    }

    /** Another platform's report, once a person here agrees: WATCH, and the clock as it was. */
    @Test
    void aReportOfAnotherPlatformPutsANotifierOnWatch(EmbeddedBroker broker) throws Exception {
        try (Site site = Site.on(broker)) {
            long nowMs = System.currentTimeMillis();
            site.send(
                    Topic.SIGNAL_STATES,
                    EventType.SIGNAL_STATE,
                    REPORT,
                    nowMs,
                    status(SignalState.WATCHED, nowMs));
            site.notice("n-1", nowMs - 60_000);
            JobClient job = start(site);
            site.await(
                    () ->
                            assertThat(standings(site))
                                    .extracting(NotifierStanding::level, NotifierStanding::reason)
                                    .containsExactly(tuple(StandingLevel.WATCH, "PEER_REPORT")));
            site.await(
                    () ->
                            assertThat(site.all(Topic.NOTICE_STATUS, NoticeStatus.class))
                                    .isNotEmpty()
                                    .allMatch(one -> one.dueAt() == nowMs - 60_000 + Site.DAY_MS));
            site.send(
                    Topic.SIGNAL_STATES,
                    EventType.SIGNAL_STATE,
                    REPORT,
                    nowMs + 1,
                    status(SignalState.DISPUTED, nowMs + 1));
            site.await(
                    () ->
                            assertThat(standings(site))
                                    .last()
                                    .extracting(NotifierStanding::level)
                                    .isEqualTo(StandingLevel.NORMAL));
            assertThat(site.all(Topic.NOTICE_DEAD_LETTERS, DeadLetter.class)).isEmpty();
            Site.stop(job);
        }
    }

    private static SignalStatus status(SignalState state, long atMs) {
        return SignalStatusBuilder.builder()
                .signalId(REPORT)
                .origin("west.example")
                .kind(SignalKind.ABUSE)
                .version(1)
                .contentDigest("0".repeat(64))
                .state(state)
                .title("org-77")
                .notifier("studio")
                .decidedBy("oidc:mei")
                .expiresAt(atMs + 30 * Site.DAY_MS)
                .at(atMs)
                .build();
    }

    private static List<NotifierStanding> standings(Site site) {
        return site.all(Topic.NOTIFIERS, NotifierStanding.class);
    }

    private static JobClient start(Site site) throws Exception {
        StreamExecutionEnvironment env = Site.environment(1);
        KafkaEndpoints kafka = new KafkaEndpoints(site.clients());
        NoticeJob.wire(
                kafka.noticeSources(env, Watermarks.CAUGHT_UP),
                kafka.sink(),
                kafka.exactlyOnceSink(Topic.BREACHES, "it-" + UUID.randomUUID(), TRANSACTIONS),
                new NoticeOptions(
                        ClockRules.DEFAULTS.withGrace(1_000), 60_000, TRANSACTIONS, "runbook"));
        return env.executeAsync("notifiers");
    }
}
