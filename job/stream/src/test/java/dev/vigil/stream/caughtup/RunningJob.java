package dev.vigil.stream.caughtup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.fixtures.broker.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.CheckpointException;
import org.apache.flink.runtime.checkpoint.CheckpointFailureReason;
import org.apache.flink.util.ExceptionUtils;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;

/**
 * A job under test: waited on while it lives, cancelled when its test ends.
 *
 * @param seen what a wait in vain reports
 */
public record RunningJob(JobClient client, Supplier<String> seen) implements AutoCloseable {

    /** Waits; a job that dies ends the waiting at once, with its own reason. */
    public void await(Callable<Boolean> condition) {
        await(Duration.ofMillis(20), condition);
    }

    /** Looks less often: a look at a topic takes a consumer of its own. */
    public void awaitOnTopic(Callable<Boolean> condition) {
        await(Duration.ofMillis(300), condition);
    }

    /** The same; in vain, it reports what the assertion does too. */
    public void awaitOnTopic(ThrowingRunnable assertion) {
        Await.until(Duration.ofMillis(300), assertion, this::assertAlive, seen::get);
    }

    private void await(Duration every, Callable<Boolean> condition) {
        Await.until(every, condition, this::assertAlive, seen::get);
    }

    private void assertAlive() throws Exception {
        CompletableFuture<JobExecutionResult> end = client.getJobExecutionResult();
        assertThat(end.isDone() && end.get() != null).as("the job ended by itself").isFalse();
    }

    /** In the backend's own form: it is read by the next start of the same test. */
    public String stopWithSavepoint(Path directory) {
        return stopWithSavepoint(directory, SavepointFormatType.NATIVE);
    }

    /** One that later versions read, with whichever backend. It takes several times as long. */
    public String stopWithCanonicalSavepoint(Path directory) {
        return stopWithSavepoint(directory, SavepointFormatType.CANONICAL);
    }

    private String stopWithSavepoint(Path directory, SavepointFormatType form) {
        return onceAllTasksRun(
                () -> client.stopWithSavepoint(false, directory.toUri().toString(), form));
    }

    /** Of a job that goes on; what its sinks have prepared stays uncommitted. */
    public String savepoint(Path directory) {
        return onceAllTasksRun(
                () ->
                        client.triggerSavepoint(
                                directory.toUri().toString(), SavepointFormatType.NATIVE));
    }

    /** Asks again while one starts: a record on a topic shows that its writer runs, no other. */
    private static String onceAllTasksRun(Supplier<CompletableFuture<String>> savepoint) {
        return Awaitility.await()
                .atMost(Await.PATIENCE)
                .ignoreExceptionsMatching(RunningJob::isOfATaskThatStarts)
                .until(
                        () -> savepoint.get().get(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS),
                        Objects::nonNull);
    }

    private static boolean isOfATaskThatStarts(Throwable thrown) {
        return ExceptionUtils.findThrowable(thrown, CheckpointException.class)
                .map(CheckpointException::getCheckpointFailureReason)
                .filter(CheckpointFailureReason.NOT_ALL_REQUIRED_TASKS_RUNNING::equals)
                .isPresent();
    }

    /** As a crash does: no last checkpoint, no last commit. Returns when it has ended. */
    @Override
    public void close() {
        if (client.getJobExecutionResult().isDone()) {
            return;
        }
        try {
            // One that ends meanwhile, stopped with a savepoint, refuses: the result says so too.
            client.cancel().handle((cancelled, ended) -> null).join();
            client.getJobExecutionResult().handle((result, cancelled) -> null).join();
        } catch (IllegalStateException gone) {
            // The mini cluster of a local environment goes with its job, a moment ahead of the
            // result: nothing is left to cancel.
        }
    }
}
