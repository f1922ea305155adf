package dev.vigil.bench.years;

import dev.vigil.stream.VigilJob;
import dev.vigil.stream.options.OptionsParser;
import java.io.IOException;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The jobs as a cluster gets them, but for the brokers, which are not needed. */
final class Jobs {
    private static final String NO_BROKER = "localhost:1";

    private Jobs() {}

    /**
     * @param job its name
     * @param options more of its options, as on the command line
     */
    static StreamExecutionEnvironment environment(String job, String... options)
            throws IOException {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(1);
        String[] all =
                Stream.concat(
                                Stream.of("--job", job, "--kafka.bootstrap", NO_BROKER),
                                Stream.of(options))
                        .toArray(String[]::new);
        VigilJob.build(env, OptionsParser.parse(all));
        return env;
    }
}
