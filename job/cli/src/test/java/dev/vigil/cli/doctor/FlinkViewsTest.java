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
import java.util.stream.IntStream;
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

    /** The planted fault: each look has a thread and files of its own until a collection. */
    @Test
    void manyLooksHaveOneThreadOfTheClient() {
        FlinkJobs first = new FlinkJobs(URI.create("http://127.0.0.1:1"), Clock.systemUTC());
        assertThatThrownBy(first::views).isInstanceOf(IOException.class);
        long before = threadsOfClients();
        List<FlinkJobs> looks =
                IntStream.range(0, 20)
                        .mapToObj(any -> URI.create(first.address()))
                        .map(address -> new FlinkJobs(address, Clock.systemUTC()))
                        .toList();

        assertThat(threadsOfClients()).isEqualTo(before).isPositive();
        assertThat(looks).allMatch(it -> it.address().equals(first.address()));
    }

    private static long threadsOfClients() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(it -> it.getName().matches("HttpClient-\\d+-SelectorManager"))
                .count();
    }

    @Test
    void aClusterThatIsAwayIsAnError() {
        FlinkJobs none = new FlinkJobs(URI.create("http://127.0.0.1:1"), Clock.systemUTC());
        assertThatThrownBy(none::views)
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("no Flink answers at http://127.0.0.1:1");
    }
}
