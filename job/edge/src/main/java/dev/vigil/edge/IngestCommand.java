package dev.vigil.edge;

import dev.vigil.client.bus.Broker;
import dev.vigil.client.bus.Push;
import dev.vigil.client.bus.PushException;
import dev.vigil.policy.Screening;
import dev.vigil.schema.verdict.Screened;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vigil ingest}: sound, moving pictures and works from files and URLs to Kafka. */
@Command(
        name = "ingest",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        description = {
            "Decode films and recordings of any common format and push them to Kafka: their sound,"
                    + " and",
            "of their pictures 4 small grey ones a second.",
            "As sessions in segments of 2 s, or as works whose fingerprints protect them.",
            "Of a film that is there in several sizes give the smallest: 360 lines are decoded in"
                    + " an",
            "eighteenth of the time of 1080 and are recognised as well.",
            "A URL, and a playlist behind it, may name any address that this machine reaches: run",
            "URLs of strangers where only the Internet can be reached. None of them reads files."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:everything was pushed and stored; with --wait, and nothing of it matched",
            "1:a source could not be read to its end, or Kafka did not store it",
            "2:the command line is wrong",
            "3:with --wait: an upload matched a reference",
            "4:with --wait: an upload was not analysed completely"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  Protect every film and recording in a folder, each as a work of its own:",
            "    vigil ingest works/ --as work",
            "  Scan an upload:",
            "    vigil ingest clip.mp4 --account bob --territories CN,HK",
            "  Publish an upload only if nothing in it matched:",
            "    vigil ingest clip.mp4 --account bob --wait && publish clip.mp4",
            "  Play a file as if it were live:",
            "    vigil ingest match.mp3 --as live --account bob --channel 7",
            "  An upload of which neither sound nor pictures leave this machine:",
            "    vigil ingest clip.mp4 --account bob --peaks --words",
            "  Its sound alone, as where pictures are pushed by another encoder:",
            "    vigil ingest clip.mp4 --account bob --no-video",
            "  Follow a running stream:",
            "    vigil ingest https://example.org/live.m3u8 --as live --account bob",
            "  A rights holder's own signal of a live event:",
            "    vigil ingest srt://example.org:7001 --as feed --work final-2026"
        })
public final class IngestCommand implements Callable<Integer> {
    /** Connects to Kafka; {@link Broker#connect} outside of tests. */
    interface Connector {
        Push connect(String bootstrap, Properties settings, Topic topic) throws PushException;
    }

    /** Waits for answers; {@link Answers#open} outside of tests. */
    interface Listener {
        Answers open(String bootstrap, Properties settings) throws PushException;
    }

    @Spec private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE|DIR|URL",
            description = "What to ingest; a directory means the media files in it.")
    private List<String> locations;

    @Option(
            names = "--as",
            paramLabel = "KIND",
            defaultValue = "upload",
            converter = IngestKind.Names.class,
            completionCandidates = IngestKind.Names.class,
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private IngestKind as;

    @Mixin private TrackOptions trackOptions;
    @Mixin private SessionOptions sessionOptions;
    @Mixin private WorkOptions workOptions;

    @Option(
            names = "--bootstrap",
            paramLabel = "HOST:PORT",
            defaultValue = "${env:VIGIL_BOOTSTRAP:-localhost:9092}",
            description = "Kafka. Default: localhost:9092, or $$VIGIL_BOOTSTRAP.")
    private String bootstrap;

    @Option(
            names = "--kafka-properties",
            paramLabel = "FILE",
            description = "Properties of the Kafka client, such as security.")
    private Path kafkaConfig;

    @Option(
            names = "--wait",
            description =
                    "Wait for the answer to each upload, print it, and let the exit code say it:"
                            + " clear, matched or incomplete.")
    private boolean wait;

    @Option(
            names = "--wait-for",
            paramLabel = "MINUTES",
            defaultValue = "15",
            description =
                    "How long to wait for an answer; an index that is being built answers late."
                            + " Default: ${DEFAULT-VALUE}.")
    private int waitMinutes;

    @Option(names = "--verbose", description = "Show the stack traces of errors.")
    private boolean verbose;

    private final Connector connector;
    private final Listener listener;
    private final Clock clock;
    private final Supplier<SessionPush.Pace> realtime;

    public IngestCommand() {
        this(Broker::connect, Answers::open, Clock.systemUTC(), () -> Pacer.realtime()::await);
    }

    IngestCommand(
            Connector connector,
            Listener listener,
            Clock clock,
            Supplier<SessionPush.Pace> realtime) {
        this.connector = connector;
        this.listener = listener;
        this.clock = clock;
        this.realtime = realtime;
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            List<Source> sources = Source.of(locations);
            check(sources);
            if (sources.size() == 1 && !sources.get(0).isUrl()) {
                // Of several each is tried; for one that is not there no broker is waited for.
                Container.requireReadable(sources.get(0).location());
            }
            try (Push push = connector.connect(bootstrap, settings(), as.topic());
                    Answers answers = wait ? listener.open(bootstrap, settings()) : null;
                    Stop stop = new Stop()) {
                return all(sources, stop, ingest(push, stop), answers);
            }
        } catch (IOException e) {
            return failed(e);
        } catch (LinkageError e) {
            return failed(
                    new MediaException(
                            "FFmpeg: expected native libraries for this machine, got "
                                    + e.getMessage()
                                    + "; build with -Djavacpp.platform=..., such as linux-arm64"));
        }
    }

    private Ingest ingest(Push push, Stop stop) {
        boolean terminal = System.console() != null;
        PrintWriter err = spec.commandLine().getErr();
        return new Ingest(
                push,
                as,
                trackOptions,
                sessionOptions,
                workOptions,
                clock,
                realtime,
                stop::asked,
                (name, durationMs) ->
                        terminal ? Progress.bar(name, durationMs) : Progress.lines(name, err));
    }

    private int all(List<Source> sources, Stop stop, Ingest ingest, Answers answers)
            throws InterruptedException {
        int exitCode = 0;
        for (Source source : sources) {
            if (stop.asked()) {
                return 1;
            }
            try {
                Ingest.Pushed pushed = ingest.one(source);
                say(pushed.line());
                if (answers != null) {
                    exitCode = worse(exitCode, answered(pushed, answers));
                }
            } catch (MediaException e) {
                // The next file may be sound; a broker that fails will fail again.
                exitCode = failed(e);
            } catch (IOException e) {
                return failed(e);
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), e.getMessage(), e);
            }
        }
        return exitCode;
    }

    private int answered(Ingest.Pushed pushed, Answers answers) throws PushException {
        String session = pushed.session().sessionId();
        String id = Screening.id(session, pushed.session().startAt());
        // Where the job has refused the start, it answers by the end.
        String byEnd = Screening.idByEnd(session, pushed.ended().endAt());
        Screened answer =
                answers.await(List.of(id, byEnd), Duration.ofMinutes(waitMinutes))
                        .orElseThrow(
                                () ->
                                        new PushException(
                                                "screened: expected the answer to "
                                                        + id
                                                        + " within "
                                                        + waitMinutes
                                                        + " minutes, got none; is the media job"
                                                        + " running? see vigil doctor",
                                                null));
        say("  " + Answers.line(answer));
        return Answers.exitCode(answer);
    }

    /** A failure is worse than an incomplete analysis, and that worse than a match. */
    private static int worse(int left, int right) {
        return left == 1 || right == 1 ? 1 : Math.max(left, right);
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }

    private void check(List<Source> sources) {
        if (wait && as != IngestKind.UPLOAD) {
            throw usage("--wait: expected uploads, got " + as + "; leave it out");
        }
        if (as == IngestKind.FEED && workOptions.work == null) {
            throw usage("--work: expected the work that the feed carries, got none; name it");
        }
        try {
            trackOptions.check(as);
        } catch (IllegalArgumentException e) {
            throw usage(e.getMessage());
        }
        if (sessionOptions.session != null && (sources.size() > 1 || as == IngestKind.WORK)) {
            throw usage(
                    "--session: expected one source as upload, live or feed, got "
                            + sources.size()
                            + " as "
                            + as
                            + "; leave it out");
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private Properties settings() throws IOException {
        Properties settings = new Properties();
        if (kafkaConfig != null) {
            try (InputStream file = Files.newInputStream(kafkaConfig)) {
                settings.load(file);
            } catch (IOException e) {
                throw usage(
                        "--kafka-properties: expected a readable properties file, got "
                                + kafkaConfig
                                + "; correct the path");
            }
        }
        return settings;
    }

    private int failed(Exception e) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("vigil ingest: " + e.getMessage());
        if (verbose) {
            e.printStackTrace(err);
        }
        err.flush();
        return 1;
    }
}
