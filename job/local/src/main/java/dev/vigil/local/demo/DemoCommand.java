package dev.vigil.local.demo;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import com.github.freva.asciitable.OverflowBehaviour;
import dev.vigil.client.bus.Broker;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.bus.Push;
import dev.vigil.local.demo.Expectation.Observed;
import dev.vigil.local.demo.Expectation.Outcome;
import dev.vigil.local.embedded.EmbeddedVigil;
import dev.vigil.schema.wire.Topic;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vigil demo}: exit 0 where everything happened as expected. */
@Command(
        name = "demo",
        subcommands = NoticesDemoCommand.class,
        synopsisSubcommandLabel = "[notices]",
        description = {
            "Play the whole story: what is expected and what happened.",
            "Works, uploads, live streams and notices, on music that it composes or on your own recordings."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:everything happened as expected", "1:something did not"},
        footer = {
            "",
            "Example:",
            "  vigil demo --media ~/music        (four recordings of a minute or more)",
            "  vigil demo notices                (one notice of each kind, weeks in a minute)"
        })
public final class DemoCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    /** After everything was met: time for what must not come. */
    private static final Duration QUIET = Duration.ofSeconds(3);

    @Spec private CommandSpec spec;

    @Option(
            names = "--media",
            paramLabel = "DIR",
            description = "recordings to use; roles without one get composed music")
    private Path media;

    private PrintWriter out;

    @Override
    public Integer call() throws Exception {
        out = spec.commandLine().getOut();
        Path work = Files.createTempDirectory("vigil-demo");
        try {
            return play(work);
        } finally {
            delete(work);
        }
    }

    private int play(Path work) throws Exception {
        long startedAt = System.nanoTime();
        say("Preparing the recordings ...");
        Repertoire repertoire = Repertoire.prepare(media, work);
        for (Role role : Role.values()) {
            say(
                    String.format(
                            "  %-12s %-36s %s",
                            role.workId(), role.about(), repertoire.origin(role)));
        }
        say("Starting broker, Flink and both jobs ...");
        EmbeddedVigil.BeforeJobs register = bootstrap -> register(bootstrap, repertoire, work);
        try (EmbeddedVigil vigil = EmbeddedVigil.start(work.resolve("state"), 0, 0, register)) {
            say("  Kafka " + vigil.bootstrap() + ", Flink UI " + vigil.ui());
            List<Row> rows = happen(vigil, repertoire, work);
            out.println(table(rows));
            boolean asExpected = rows.stream().allMatch(row -> row.outcome() == Outcome.MET);
            long seconds = Duration.ofNanos(System.nanoTime() - startedAt).toSeconds();
            say(
                    asExpected
                            ? "Everything happened as expected, in " + seconds + " s."
                            : "NOT as expected: see the rows marked with !!.");
            return asExpected ? 0 : 1;
        }
    }

    private static void register(String bootstrap, Repertoire repertoire, Path work)
            throws IOException {
        try (Push push = Broker.connect(bootstrap, new Properties(), Topic.REFERENCES);
                Bus bus = Bus.of(bootstrap)) {
            Story.prepare(repertoire, new Studio(work, push), bus);
        }
    }

    private record Row(
            int number, String what, String expected, String observed, Outcome outcome) {}

    private List<Row> happen(EmbeddedVigil vigil, Repertoire repertoire, Path work)
            throws Exception {
        String bootstrap = vigil.bootstrap();
        try (Push push = Broker.connect(bootstrap, new Properties(), Topic.MEDIA_LIVE);
                Bus bus = Bus.of(bootstrap);
                DemoPlatform platform = new DemoPlatform(bootstrap);
                Seen seen = new Seen(bootstrap)) {
            Story story = new Story(repertoire, new Studio(work, push), bus, seen);
            say("Uploads, live streams and notices are under way, about a minute ...");
            story.run();
            say("Waiting for the last of it ...");
            waitFor(story.expectations());
            Thread.sleep(QUIET.toMillis());
            List<Row> rows = rows(story.expectations());
            rows.add(unharmed(vigil, rows.size() + 1));
            return rows;
        }
    }

    private static void waitFor(List<Expectation> expectations) throws InterruptedException {
        long endNanos = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < endNanos
                && expectations.stream().anyMatch(e -> e.check().get().outcome() == Outcome.OPEN)) {
            Thread.sleep(LOOK_EVERY.toMillis());
        }
    }

    private static List<Row> rows(List<Expectation> expectations) {
        List<Row> rows = new ArrayList<>();
        for (Expectation expectation : expectations) {
            Observed observed = expectation.check().get();
            rows.add(
                    new Row(
                            rows.size() + 1,
                            expectation.what(),
                            expectation.expected(),
                            observed.words(),
                            observed.outcome()));
        }
        return rows;
    }

    private static Row unharmed(EmbeddedVigil vigil, int number) {
        boolean running = vigil.running();
        return new Row(
                number,
                "both jobs, after all that",
                "running",
                running ? "running" : "not running",
                running ? Outcome.MET : Outcome.FAILED);
    }

    private static String table(List<Row> rows) {
        return AsciiTable.getTable(
                rows,
                Arrays.asList(
                        new Column().header("").with(row -> Integer.toString(row.number())),
                        column("what happened", 32).with(Row::what),
                        column("expected", 22).with(Row::expected),
                        column("observed", 78).with(Row::observed),
                        new Column()
                                .header("")
                                .with(row -> row.outcome() == Outcome.MET ? "ok" : "!!")));
    }

    static Column column(String header, int width) {
        return new Column()
                .header(header)
                .dataAlign(HorizontalAlign.LEFT)
                .maxWidth(width, OverflowBehaviour.NEWLINE);
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }

    static void delete(Path tree) throws IOException {
        try (Stream<Path> paths = Files.walk(tree)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
