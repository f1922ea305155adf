package dev.vigil.stream;

import static org.apache.flink.configuration.ExecutionOptions.BUFFER_TIMEOUT;

import dev.vigil.figures.FigureRules;
import dev.vigil.flink.KeyGroups;
import dev.vigil.flink.match.IndexPlan;
import dev.vigil.schema.wire.Authorities;
import dev.vigil.schema.wire.Claimants;
import dev.vigil.schema.wire.Topic;
import dev.vigil.stream.caughtup.WallClock;
import dev.vigil.stream.caughtup.Watermarks;
import dev.vigil.stream.options.ClockTime;
import dev.vigil.stream.options.JobKind;
import dev.vigil.stream.options.JobOptions;
import dev.vigil.stream.options.ListKeysFile;
import dev.vigil.stream.options.OptionsParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Main class of {@code vigil-job.jar}: {@code --job media | notice | ledger | all} and the options.
 */
public final class VigilJob {
    /**
     * How long a record waits for others between two tasks. Of Flink's 100 ms the ledger's many
     * tasks, most of them idle, spend as much on sending watermarks as on half of their facts.
     */
    private static final long LEDGER_BUFFERS_MS = 200;

    private VigilJob() {}

    /** Submits the job; errors in the options are printed together, exit code 2. */
    public static void main(String[] args) throws Exception {
        Configuration options;
        StreamExecutionEnvironment env;
        try {
            options = OptionsParser.parse(args);
            env = StreamExecutionEnvironment.getExecutionEnvironment();
            StartChecks.run(
                    clients(options), options, Checkpoints.of(options, env.getConfiguration()));
            build(env, options);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            throw e;
        }
        env.execute("vigil " + options.get(JobOptions.JOB));
    }

    /**
     * Asks the brokers whether the job can and may run there.
     *
     * @throws IllegalArgumentException with one line per error
     */
    public static void check(Configuration options) {
        StartChecks.run(clients(options), options, Checkpoints.of(options));
    }

    /**
     * Puts the job or jobs that the options name into an environment.
     *
     * @throws IllegalArgumentException with one line per error, if the state that they are to start
     *     from is not theirs
     */
    public static void build(StreamExecutionEnvironment env, Configuration options)
            throws IOException {
        build(env, options, WallClock.SYSTEM);
    }

    /** The same by another clock than the machine's: for rehearsals of years in minutes. */
    public static void build(StreamExecutionEnvironment env, Configuration options, WallClock clock)
            throws IOException {
        JobKind job = options.get(JobOptions.JOB);
        prepare(env, options);
        KafkaEndpoints kafka =
                new KafkaEndpoints(clients(options))
                        .clock(clock)
                        .authorities(authorities(options))
                        .claimants(claimants(options))
                        .identifiers(LedgerOptions.identifiers(options))
                        .signals(
                                options.get(JobOptions.SIGNALS_ORIGIN),
                                SignalOptions.peers(options));
        IndexPlan plan = null;
        if (job.runsMedia()) {
            plan = IndexMemory.counted(env, options);
            MediaJob.wire(kafka.mediaSources(env), kafka.sink(), MediaOptions.of(options, plan));
        }
        if (job.runsNotice()) {
            NoticeJob.wire(
                    kafka.noticeSources(env, time(options)),
                    kafka.sink(),
                    kafka.exactlyOnceSink(
                            Topic.BREACHES,
                            options.get(JobOptions.TRANSACTION_PREFIX),
                            options.get(JobOptions.TRANSACTION_TIMEOUT)),
                    NoticeOptions.of(options));
        }
        FigureRules days = null;
        if (job.runsLedger()) {
            LedgerOptions ledger = LedgerOptions.of(options);
            days = ledger.figures();
            LedgerJob.wire(
                    kafka.ledgerSources(env),
                    kafka.ledgerSink(),
                    kafka.exactlyOnceSink(
                            Topic.STRIKES,
                            options.get(JobOptions.STRIKE_PREFIX),
                            options.get(JobOptions.TRANSACTION_TIMEOUT)),
                    ledger);
            AuditOptions.of(options)
                    .ifPresent(
                            audit ->
                                    AuditStages.wire(kafka.auditSources(env), kafka.sink(), audit));
        }
        RestoreChecks.run(env, plan, days);
    }

    private static Authorities authorities(Configuration options) {
        String file = options.get(JobOptions.LIST_KEYS);
        return file == null ? Authorities.ANYBODY : ListKeysFile.authorities(Path.of(file));
    }

    private static Claimants claimants(Configuration options) {
        String file = options.get(JobOptions.RIGHTS_KEYS);
        return file == null
                ? Claimants.ANYBODY
                : new Claimants(ListKeysFile.publicKeys(Path.of(file)));
    }

    private static Watermarks time(Configuration options) {
        return options.get(JobOptions.CLOCK_TIME) == ClockTime.HEARTBEATS
                ? Watermarks.HEARTBEATS
                : Watermarks.CAUGHT_UP;
    }

    /**
     * Set in code, as no cluster may run the jobs otherwise; of checkpoints, what it has not set.
     */
    public static void prepare(StreamExecutionEnvironment env, Configuration options) {
        Configuration fixed = new Configuration();
        fixed.setString("pipeline.generic-types", "false");
        fixed.setString("pipeline.auto-generate-uids", "false");
        fixed.setString("pipeline.object-reuse", "true");
        env.configure(fixed);
        env.setMaxParallelism(KeyGroups.MAX_PARALLELISM);
        boolean isSet = env.getConfiguration().getOptional(BUFFER_TIMEOUT).isPresent();
        if (options.get(JobOptions.JOB) == JobKind.LEDGER && !isSet) {
            env.setBufferTimeout(LEDGER_BUFFERS_MS);
        }
        Checkpoints.of(options, env.getConfiguration()).applyTo(env);
    }

    /** What every Kafka client of the job needs. */
    static Properties clients(Configuration options) {
        Properties clients = new Properties();
        String file = options.get(JobOptions.KAFKA_FILE);
        if (file != null) {
            try (InputStream in = Files.newInputStream(Path.of(file))) {
                clients.load(in);
            } catch (IOException e) {
                throw new IllegalArgumentException(
                        "--kafka.properties: expected a readable properties file, got '"
                                + file
                                + "'",
                        e);
            }
        }
        InlineSecrets.refuse(clients);
        clients.setProperty("bootstrap.servers", options.get(JobOptions.BOOTSTRAP));
        return clients;
    }
}
