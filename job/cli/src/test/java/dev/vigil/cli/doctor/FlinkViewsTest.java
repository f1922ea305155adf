package dev.vigil.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.vigil.client.cluster.FlinkJobs;
import dev.vigil.client.cluster.JobView;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a page shows of jobs, as Flink's REST API says it. */
class FlinkViewsTest {
    @Test
    void eachJobHasItsStateAndItsLastCheckpoint() throws Exception {
        try (TestingFlink flink = new TestingFlink()) {
            flink.job("media", 0, 1, "RESTARTING", "search");
            List<JobView> views = new FlinkJobs(flink.address(), Clock.systemUTC()).views();

            assertThat(views)
                    .extracting(JobView::name, JobView::state, JobView::running)
                    .containsExactly(
                            tuple("vigil media", "RESTARTING", false),
                            tuple("vigil notice", "RUNNING", true),
                            tuple("vigil ledger", "RUNNING", true));
            assertThat(views).allMatch(view -> view.checkpointAt() > view.startedAt());
        }
    }

    @Test
    void aClusterThatIsAwayIsAnError() {
        FlinkJobs none = new FlinkJobs(URI.create("http://127.0.0.1:1"), Clock.systemUTC());
        assertThatThrownBy(none::views)
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("no Flink answers at http://127.0.0.1:1");
    }
}
