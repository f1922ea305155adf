package dev.vigil.stream.caughtup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.fixtures.broker.EmbeddedBroker;
import dev.vigil.fixtures.broker.SharedBroker;
import java.time.Duration;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedBroker.class)
class SilentTopicITCase {

    private static final int CLAIMS = 20;

    @Test
    void deadlinesFireThoughNothingComesAnyMore(EmbeddedBroker broker) throws Exception {
        String bootstrap = broker.bootstrap();
        try (Topics topics = new Topics(bootstrap)) {
            String claims = topics.create("claims", 2);
            String notices = topics.create("notices", 2);
            Run caughtUp = new Run(2);
            Run naive = new Run(2);
            try (RunningJob job =
                            DeadlineJob.start(
                                    caughtUp,
                                    DeadlineJob.caughtUp(caughtUp, bootstrap, claims)
                                            .clock(WallClock.SYSTEM),
                                    DeadlineJob.caughtUp(caughtUp, bootstrap, notices)
                                            .clock(WallClock.SYSTEM),
                                    WatermarkStrategy.noWatermarks());
                    RunningJob naiveJob =
                            DeadlineJob.start(
                                    naive,
                                    DeadlineJob.kafka(bootstrap, claims, new Properties()),
                                    DeadlineJob.kafka(bootstrap, notices, new Properties()),
                                    WatermarkStrategy.forBoundedOutOfOrderness(
                                            Duration.ofMillis(500)))) {
                long deadlineMs = System.currentTimeMillis() + 4_000;
                for (int i = 0; i < CLAIMS; i++) {
                    topics.send(claims, "claim-" + i, deadlineMs);
                }
                topics.send(notices, "claim-0", Fact.NOTICE);
                naiveJob.await(() -> naive.claims.get() == CLAIMS && naive.notices.get() == 1);
                job.await(() -> caughtUp.watermarkMs() > deadlineMs + 2_000);
                assertThat(caughtUp.breaches).hasSize(CLAIMS - 1).doesNotContain("claim-0");
                assertThat(naive.breaches).isEmpty();
                assertThat(naive.watermarkMs()).isEqualTo(Long.MIN_VALUE);
            }
        }
    }
}
