package dev.vigil.local.demo;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import dev.vigil.cli.text.Failure;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.bus.BusException;
import dev.vigil.local.embedded.Rehearsal;
import dev.vigil.notice.ClockRules;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vigil demo notices}: one notice of each kind, weeks in less than a minute. */
@Command(
        name = "notices",
        description = {
            "One notice of each kind, from receipt to end, with every alert on the way.",
            "The real notice job runs on a clock that the demo moves: seventeen days pass in less than",
            "a minute. Prints how each notice ends; its timeline, with every alert on the way, is on a",
            "page of HTML whose path is printed at the end."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:everything happened as expected", "1:something did not"},
        footer = {"", "Example:", "  vigil demo notices"})
public final class NoticesDemoCommand implements Callable<Integer> {
    private static final long BEFORE_MS = 60_000;

    /** On a machine that is busy; on another one it takes a second. */
    private static final Duration LAST_WITHIN = Duration.ofSeconds(60);

    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    /** What has arrived by then is printed with the moment that it belongs to. */
    private static final Duration QUIET = Duration.ofMillis(120);

    private static final List<String> INTRODUCTION =
            List.of(
                    "",
                    "Twenty notices, one of each kind. At each moment: what people send (>), and below",
                    "it what Vigil does. E0 to E9 are the levels of the alarm: E0 is the receipt, E7",
                    "comes a quarter of an hour before a notice is due, E8 records the breach.",
                    "");

    @Spec private CommandSpec spec;

    @Option(
            names = "--page",
            paramLabel = "FILE",
            description = "write the page here; default: a new file in the temporary directory")
    private Path page;

    @Option(
            names = "--verbose",
            description = "print what is on the page too, and the stack trace of an error")
    private boolean verbose;

    private final List<String> happened = new ArrayList<>();
    private PrintWriter out;

    @Override
    public Integer call() throws Exception {
        out = spec.commandLine().getOut();
        try (DemoFolder work = DemoFolder.create()) {
            return play(work.path());
        }
    }

    private int play(Path work) throws Exception {
        long startedAt = System.nanoTime();
        Path file = page == null ? Files.createTempFile("vigil-demo-notices-", ".html") : page;
        Failure.unlessWritable(file);
        ClockRules rules = ClockRules.DEFAULTS.allowing(true, true);
        NoticeStories stories = new NoticeStories(rules, NoticeStories.monday());
        say("Starting a broker, Flink and the notice job on a clock of their own ...");
        try (Rehearsal rehearsal =
                        Rehearsal.start(work, rules, stories.times().first() - BEFORE_MS);
                Bus bus = Bus.of(rehearsal.bootstrap());
                Seen seen = new Seen(rehearsal.bootstrap())) {
            say(stories.span().toDays() + " days pass, in less than a minute ...");
            INTRODUCTION.forEach(this::rest);
            NoticeEnds ends = new NoticeEnds(seen);
            happen(stories, rehearsal, bus, new NoticeTelling(seen, this::happened), ends);
            List<Row> rows = compare(stories, ends);
            boolean asExpected =
                    rows.stream().allMatch(Row::ok) && rehearsal.running() && ends.refused() == 0;
            String summary =
                    (asExpected
                                    ? "Everything happened as expected: "
                                    : "NOT everything happened as expected (!!): ")
                            + rows.size()
                            + " notices, "
                            + stories.span().toDays()
                            + " days in "
                            + Duration.ofNanos(System.nanoTime() - startedAt).toSeconds()
                            + " s; "
                            + ends.refused()
                            + " records refused.";
            page(rows, seen, rules, summary, asExpected).write(file);
            rest(table(rows));
            print(rows, summary, file);
            return asExpected ? 0 : 1;
        }
    }

    private DemoPage page(
            List<Row> rows, Seen seen, ClockRules rules, String summary, boolean asExpected) {
        DemoPage page =
                new DemoPage("Vigil demo: one notice of each kind", summary, asExpected)
                        .paragraph(String.join(" ", INTRODUCTION).strip())
                        .heading("Notices and their clocks");
        for (Row row : rows) {
            page.notice(
                    row.notice() + ": " + row.about(),
                    row.expected(),
                    row.observed(),
                    row.ok(),
                    Timeline.of(row.notice(), seen, rules));
        }
        return page.heading("As it went").lines(happened);
    }

    private void print(List<Row> rows, String summary, Path file) {
        say("");
        say(DemoLines.ending("   What happens to the notice", "how it ends"));
        for (Row row : rows) {
            String text = (row.ok() ? "ok " : "!! ") + row.about();
            say(DemoLines.ending(text, row.ok() ? row.end() : "expected " + row.expected()));
        }
        say("");
        say(summary);
        say(
                "Each notice's timeline with its deadline and alerts, and all as it went, on one page:");
        say("  " + file.toAbsolutePath());
    }

    private static void happen(
            NoticeStories stories,
            Rehearsal rehearsal,
            Bus bus,
            NoticeTelling telling,
            NoticeEnds ends)
            throws Exception {
        Iterator<NoticeStories.Act> acts = stories.acts().iterator();
        NoticeStories.Act next = acts.next();
        for (long nowMs : stories.times()) {
            List<NoticeStories.Act> done = new ArrayList<>();
            rehearsal.moveTo(nowMs);
            while (next != null && next.atMs() == nowMs) {
                send(bus, next);
                done.add(next);
                next = acts.hasNext() ? acts.next() : null;
            }
            // A moment later: by then the job has read what was sent at this one.
            rehearsal.advanceTo(nowMs + 1);
            Thread.sleep(QUIET.toMillis());
            awaitBreaches(ends);
            telling.tell(nowMs, done);
        }
        telling.flush();
    }

    /** They become visible with a checkpoint, a little later than alerts. */
    private static void awaitBreaches(NoticeEnds ends) throws InterruptedException {
        long endNanos = System.nanoTime() + LAST_WITHIN.toNanos();
        while (ends.breachesOnTheirWay() && System.nanoTime() < endNanos) {
            Thread.sleep(LOOK_EVERY.toMillis());
        }
    }

    private static void send(Bus bus, NoticeStories.Act act) throws BusException {
        bus.send(act.type().topics().get(0), act.type(), act.key(), act.atMs(), act.event());
    }

    // Compared -----------------------------------------------------------------------------

    private record Row(String notice, String about, String expected, String observed) {
        boolean ok() {
            return expected.equals(observed);
        }

        /** Without the levels on the way. */
        String end() {
            return observed.substring(observed.indexOf(';') + 1).strip();
        }
    }

    private static List<Row> compare(NoticeStories stories, NoticeEnds ends)
            throws InterruptedException {
        long endNanos = System.nanoTime() + LAST_WITHIN.toNanos();
        List<Row> rows = rows(stories, ends);
        while (System.nanoTime() < endNanos && !rows.stream().allMatch(Row::ok)) {
            Thread.sleep(LOOK_EVERY.toMillis());
            rows = rows(stories, ends);
        }
        return rows;
    }

    private static List<Row> rows(NoticeStories stories, NoticeEnds ends) {
        List<Row> rows = new ArrayList<>();
        stories.kinds()
                .forEach(
                        (id, kind) ->
                                rows.add(new Row(id, kind.about(), kind.expected(), ends.of(id))));
        return rows;
    }

    private static String table(List<Row> rows) {
        return AsciiTable.getTable(
                rows,
                List.of(
                        DemoCommand.column("notice", 14).with(Row::notice),
                        DemoCommand.column("what happens", 34).with(Row::about),
                        DemoCommand.column("expected", 34).with(Row::expected),
                        DemoCommand.column("observed", 34).with(Row::observed),
                        new Column().header("").with(row -> row.ok() ? "ok" : "!!")));
    }

    private void happened(String line) {
        happened.add(line);
        rest(line);
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
