package dev.vigil.local.demo;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import com.github.freva.asciitable.OverflowBehaviour;
import dev.vigil.cli.text.AsCalled;
import dev.vigil.cli.text.Failure;
import dev.vigil.client.account.AccountHistory;
import dev.vigil.client.account.Accounts;
import dev.vigil.client.bus.Broker;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.bus.CausedBy;
import dev.vigil.client.bus.Push;
import dev.vigil.client.page.AccountRecords;
import dev.vigil.local.demo.Drawings.Drawing;
import dev.vigil.local.demo.Expectation.Chapter;
import dev.vigil.local.demo.Expectation.Observed;
import dev.vigil.local.demo.Expectation.Outcome;
import dev.vigil.local.demo.Expectation.Result;
import dev.vigil.local.embedded.EmbeddedDesk;
import dev.vigil.local.embedded.EmbeddedVigil;
import dev.vigil.local.embedded.MovedClock;
import dev.vigil.notice.ClockRules;
import dev.vigil.schema.account.DepartmentReport;
import dev.vigil.schema.wire.Topic;
import dev.vigil.usage.UsageStatement;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vigil demo}: exit 0 where everything happened as expected. */
@Command(
        name = "demo",
        subcommands = NoticesDemoCommand.class,
        synopsisSubcommandLabel = "| vigil demo notices",
        description = {
            "Play the whole story: what is expected and what happened.",
            "Works, uploads, live streams, notices and accounts, on music that it composes or on"
                    + " your",
            "own recordings. Prints what a person reads in a minute; all of it, with every"
                    + " sentence,",
            "picture and timeline, is on a page of HTML whose path is printed at the end."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:everything happened as expected", "1:something did not"},
        footer = {
            "",
            "Example:",
            "  vigil demo",
            "  vigil demo --media ~/music        (four recordings of a minute or more)",
            "  vigil demo --page demo.html       (the page in a place of your own)",
            "  vigil demo notices                (one notice of each kind, weeks in a minute)",
            "  vigil demo --peers                (two platforms that share what they know)"
        })
public final class DemoCommand implements Callable<Integer> {
    /** On a machine that is busy; on another one the last is there within some seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    /** After everything was met: time for what must not come. */
    private static final Duration QUIET = Duration.ofSeconds(3);

    private static final String ABOUT =
            "A broker, Flink and the three jobs ran in one process. Works were registered and"
                    + " listed, then uploads, live streams and notices were sent to them as a platform"
                    + " does. The pictures show what was sent above the work that it was recognised as:"
                    + " peaks that meet are what counts.";

    private static final String FILMS =
            "The film was drawn, its sound composed; both were registered. Its owner blocks its"
                    + " pictures and has its sound alone reported. Uploads were encoded, decoded, and"
                    + " sent as small grey pictures beside their sound; sound and pictures are"
                    + " recognised separately, and each sentence has which of them it was. Below, what"
                    + " was sent is above the work at the place that the match gives; the rectangle is"
                    + " where it agrees best, with all of the work or with a part of it.";

    private static final String CLOCKS =
            "A notice is to be acted on within 24 hours, 2 hours where its work is listed. Levels"
                    + " E0 to E7 warn on the way, E8 records the breach. Filled: reported. Hollow:"
                    + " passed before the notice arrived, or still to come if nothing is done.";

    private static final String ACCOUNTS =
            "What a user of an account infringes is warned of, with receipt; what is repeated after"
                    + " a delivered warning is a strike, and strikes lead up a ladder. For the first"
                    + " account the notice job and the ledger job ran on a clock that the demo moved"
                    + " through sixty days, and what the platform and people sent has the times of that"
                    + " clock; the second one is of today.";

    private static final String PEERS =
            "Two platforms ran in one process, each with its own broker and jobs; between them were"
                    + " two bridges (vigil peers), HTTP with mutual TLS. One shared what it knows of"
                    + " two works; nothing of any user leaves a platform. At the other one a recording"
                    + " blocks when a person there has confirmed it, and what is disputed is lifted at"
                    + " once.";

    private static final String OWNERS =
            "Two parties claimed 60 % each of the same album. The register found it and informed both;"
                    + " meanwhile its use was held. One amended its claim, and what the upload of"
                    + " the album had shown is stated to each by its share. Rows are provisional"
                    + " for three days.";

    @Spec private CommandSpec spec;

    @Option(
            names = "--media",
            paramLabel = "DIR",
            description = "recordings to use; roles without one get composed music")
    private Path media;

    @Option(
            names = "--page",
            paramLabel = "FILE",
            description = "write the page here; default: a new file in the temporary directory")
    private Path page;

    @Option(names = "--no-desk", description = "start no desk beside it")
    private boolean noDesk;

    @Option(
            names = "--peers",
            description =
                    "instead of all that: two platforms, of which one shares recordings with the"
                            + " other")
    private boolean peers;

    @Option(
            names = "--verbose",
            description = "print what is on the page too, and the stack trace of an error")
    private boolean verbose;

    private PrintWriter out;

    @Override
    public Integer call() throws Exception {
        out = spec.commandLine().getOut();
        try (DemoFolder work = DemoFolder.create()) {
            return peers ? playPeers(work.path()) : play(work.path());
        }
    }

    private int play(Path work) throws Exception {
        long startedAt = System.nanoTime();
        Path file = pageFile("vigil-demo-");
        Repertoire repertoire = Repertoire.prepare(media, work);
        say(repertoire.origins() + " Starting Kafka, Flink and three jobs ...");
        for (Role role : Role.values()) {
            rest(
                    String.format(
                            Locale.ROOT,
                            "  %-12s %-36s %s",
                            role.workId(),
                            role.about(),
                            repertoire.origin(role)));
        }
        Path state = work.resolve("state");
        EmbeddedDesk desk = desk(state);
        EmbeddedVigil.BeforeJobs prepare =
                bootstrap -> {
                    if (!noDesk) {
                        desk.begin(bootstrap);
                    }
                    register(bootstrap, repertoire, work);
                };
        long beginMs = AccountStories.beginMs();
        InspectionStory inspection = new InspectionStory(work, file);
        MovedClock.begin(beginMs);
        try (EmbeddedVigil vigil =
                        EmbeddedVigil.startAt(
                                MovedClock::nowMs, state, inspection.options(), prepare);
                desk) {
            rest("  Kafka " + vigil.bootstrap() + ", Flink UI " + vigil.ui());
            if (!noDesk) {
                desk.await(vigil.ui());
            }
            Played played = happen(vigil, repertoire, work, beginMs, inspection);
            boolean asExpected = compared(played, file, startedAt, inspection);
            return asExpected ? 0 : 1;
        } finally {
            MovedClock.release();
        }
    }

    private EmbeddedDesk desk(Path state) {
        return new EmbeddedDesk(
                state,
                0,
                () -> Instant.ofEpochMilli(MovedClock.nowMs()),
                link -> say("Desk until the end: " + link),
                line -> rest("  desk: " + line));
    }

    /** A step is printed when it is over; on the page are the lines of the bridges too. */
    private int playPeers(Path work) throws Exception {
        long startedAt = System.nanoTime();
        Path file = pageFile("vigil-demo-peers-");
        say("Starting two platforms, each with Kafka, Flink and its own jobs ...");
        say("");
        List<String> bridges = new CopyOnWriteArrayList<>();
        PeersDemo demo =
                new PeersDemo(
                        media,
                        work,
                        result -> DemoLines.step(result).forEach(this::say),
                        line -> {
                            bridges.add(line);
                            rest("  " + line);
                        });
        List<Result> results = demo.play();
        String summary = summary(results, startedAt);
        boolean asExpected = results.stream().allMatch(Result::met);
        new DemoPage("Vigil demo: two platforms", summary, asExpected)
                .paragraph(PEERS)
                .table(results)
                .heading("What the bridges reported")
                .lines(bridges)
                .write(file);
        say("");
        say(summary);
        say("What was expected beside what was observed, on a page:");
        say("  " + file.toAbsolutePath());
        return asExpected ? 0 : 1;
    }

    private Path pageFile(String prefix) throws IOException {
        Path file = page == null ? Files.createTempFile(prefix, ".html") : page;
        Failure.unlessWritable(file);
        return file;
    }

    private static String summary(List<Result> results, long startedAt) {
        long others = results.stream().filter(result -> !result.met()).count();
        int all = results.size();
        return (others == 0
                        ? "Everything happened as expected: " + all + " of " + all
                        : others + " of " + all + " did NOT happen as expected (!!)")
                + ", in "
                + Duration.ofNanos(System.nanoTime() - startedAt).toSeconds()
                + " s.";
    }

    private boolean compared(Played played, Path file, long startedAt, InspectionStory inspection)
            throws IOException {
        boolean asExpected = played.results().stream().allMatch(Result::met);
        String summary = summary(played.results(), startedAt);
        played.page(summary, asExpected, inspection.page()).write(file);
        rest(table(played.results()));
        DemoLines.of(played.results(), played.recognised()).forEach(this::say);
        say(summary);
        say(
                "Every sentence and picture, the timeline of each notice and account, and the"
                        + " inspection:");
        say("  " + file.toAbsolutePath());
        say("  " + inspection.page().toAbsolutePath());
        say(
                AsCalled.of(
                        "Next: vigil demo notices (one of each kind), vigil up, then vigil ingest"
                                + " YOUR-FILE."));
        return asExpected;
    }

    private static void register(String bootstrap, Repertoire repertoire, Path work)
            throws IOException {
        try (Push push = Broker.connect(bootstrap, new Properties(), Topic.REFERENCES);
                Bus bus = Bus.of(bootstrap)) {
            Studio studio = new Studio(work, push);
            Story.prepare(repertoire, studio, bus);
            FilmStories.prepare(repertoire, studio, bus);
        }
    }

    /** What is known at the end, before the jobs stop. */
    private record Played(
            List<Result> results,
            Map<String, Recognised> recognised,
            Map<String, Drawing> drawings,
            Map<String, FilmStrip> strips,
            Map<String, Timeline> timelines,
            Map<String, Life> lives,
            UsageStatement statement) {
        DemoPage page(String summary, boolean asExpected, Path inspection) throws IOException {
            DemoPage page =
                    new DemoPage("Vigil demo", summary, asExpected)
                            .paragraph(ABOUT)
                            .link("The inspection of all of it, in Chinese", inspection)
                            .heading("What was recognised")
                            .recognised(DemoLines.of(Chapter.SOUND, results), recognised)
                            .heading("Why");
            for (Result result : DemoLines.of(Chapter.SOUND, results)) {
                String session = result.expectation().id();
                if (recognised.containsKey(session)) {
                    page.reasons(result, recognised.get(session), drawings.get(session));
                }
            }
            films(page);
            page.heading("Notices and their clocks").paragraph(CLOCKS);
            for (Result result : DemoLines.of(Chapter.NOTICE, results)) {
                Expectation notice = result.expectation();
                page.notice(
                        notice.id() + ": " + notice.what(),
                        notice.expected(),
                        result.observed().words(),
                        result.met(),
                        timelines.get(notice.id()));
            }
            page.heading("Accounts").paragraph(ACCOUNTS);
            for (Result result : DemoLines.of(Chapter.ACCOUNT, results)) {
                Life life = lives.get(result.expectation().id());
                page.account(result, life.records(), life.reports());
            }
            page.heading("Owners and the use of their works")
                    .paragraph(OWNERS)
                    .table(DemoLines.of(Chapter.OWNER, results))
                    .statement(statement);
            return page.heading("Besides").table(DemoLines.of(Chapter.REST, results));
        }

        private void films(DemoPage page) throws IOException {
            List<Result> films = DemoLines.of(Chapter.FILM, results);
            page.heading("A film, by its pictures and its sound")
                    .paragraph(FILMS)
                    .recognised(films, recognised);
            for (Result result : films) {
                String session = result.expectation().id();
                if (recognised.containsKey(session)) {
                    page.reasons(result, recognised.get(session), null);
                } else {
                    page.unrecognised(result);
                }
                page.strip(session, strips.get(session));
            }
        }
    }

    /**
     * An account.
     *
     * @param reports on it, the last version at the end
     */
    private record Life(AccountRecords records, List<DepartmentReport> reports) {
        static Life of(String account, Bus bus) throws IOException {
            boolean isReported =
                    Accounts.reports(bus).stream().anyMatch(it -> it.accountId().equals(account));
            return new Life(
                    AccountHistory.records(bus, account),
                    isReported ? Accounts.versions(bus, account) : List.of());
        }
    }

    private Played happen(
            EmbeddedVigil vigil,
            Repertoire repertoire,
            Path work,
            long beginMs,
            InspectionStory inspection)
            throws Exception {
        String bootstrap = vigil.bootstrap();
        try (Push push = Broker.connect(bootstrap, new Properties(), Topic.MEDIA_LIVE);
                Bus bus = Bus.of(bootstrap);
                Bus desk = desk(bootstrap);
                DemoPlatform platform = new DemoPlatform(bootstrap);
                Seen seen = new Seen(bootstrap)) {
            Drawings drawings = new Drawings(repertoire, work);
            AccountStories accounts = new AccountStories(bus, desk, seen, beginMs);
            say(
                    "Sixty days of one account, then uploads, streams and notices, a minute or two ...");
            accounts.pass();
            MovedClock.release();
            OwnerStories owners = new OwnerStories(bus, seen);
            Studio studio = new Studio(work, push);
            FilmStories films = new FilmStories(repertoire, studio, new VerdictChecks(seen));
            Story story =
                    new Story(repertoire, studio, bus, seen, drawings, accounts, owners, films);
            story.run();
            waitFor(story.expectations());
            Thread.sleep(QUIET.toMillis());
            List<Result> results =
                    new ArrayList<>(
                            story.expectations().stream().map(Expectation::result).toList());
            results.add(unharmed(vigil));
            results.add(inspection.play(bus));
            return played(results, bus, seen, drawings, owners, films);
        }
    }

    private static Bus desk(String bootstrap) {
        Properties client = new Properties();
        client.setProperty("bootstrap.servers", bootstrap);
        return new Bus(client, CausedBy.person(AccountStories.PERSON), line -> {});
    }

    private static Played played(
            List<Result> results,
            Bus bus,
            Seen seen,
            Drawings drawings,
            OwnerStories owners,
            FilmStories films)
            throws IOException {
        VerdictChecks verdicts = new VerdictChecks(seen);
        Map<String, Recognised> recognised = new HashMap<>();
        Map<String, Timeline> timelines = new HashMap<>();
        Map<String, Life> lives = new HashMap<>();
        for (Result result : results) {
            String id = result.expectation().id();
            switch (result.expectation().chapter()) {
                case SOUND, FILM -> verdicts.recognised(id).ifPresent(it -> recognised.put(id, it));
                case NOTICE -> timelines.put(id, Timeline.of(id, seen, ClockRules.DEFAULTS));
                case ACCOUNT -> lives.put(id, Life.of(id, bus));
                case OWNER, REST -> {}
            }
        }
        Map<String, FilmStrip> strips = new HashMap<>();
        for (Result result : DemoLines.of(Chapter.FILM, results)) {
            String id = result.expectation().id();
            Optional<Recognised> found = Optional.ofNullable(recognised.get(id));
            strips.put(id, films.strip(id, found.map(Recognised::match)));
        }
        return new Played(
                results,
                recognised,
                drawings.bySession(),
                strips,
                timelines,
                lives,
                owners.statement(OwnerStories.FIRST));
    }

    private static void waitFor(List<Expectation> expectations) throws InterruptedException {
        long endNanos = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < endNanos
                && expectations.stream().anyMatch(e -> e.check().get().outcome() == Outcome.OPEN)) {
            Thread.sleep(LOOK_EVERY.toMillis());
        }
    }

    private static Result unharmed(EmbeddedVigil vigil) {
        boolean running = vigil.running();
        return new Expectation(
                        Chapter.REST,
                        "jobs",
                        "all three jobs, after all that",
                        "running",
                        () -> running ? Observed.met("running") : Observed.failed("not running"))
                .result();
    }

    private static String table(List<Result> results) {
        return AsciiTable.getTable(
                results,
                Arrays.asList(
                        column("what happened", 32).with(result -> result.expectation().what()),
                        column("expected", 22).with(result -> result.expectation().expected()),
                        column("observed", 78).with(result -> result.observed().words()),
                        new Column().header("").with(result -> result.met() ? "ok" : "!!")));
    }

    static Column column(String header, int width) {
        return new Column()
                .header(header)
                .dataAlign(HorizontalAlign.LEFT)
                .maxWidth(width, OverflowBehaviour.NEWLINE);
    }

    /** What only those see who ask for it. */
    private void rest(String lines) {
        if (verbose) {
            say(lines);
        }
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }
}
