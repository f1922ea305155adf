package dev.vigil.local.demo;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
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
import picocli.CommandLine.Spec;

/** {@code vigil demo notices}: one notice of each kind, weeks in less than a minute. */
@Command(
        name = "notices",
        description = {
            "One notice of each kind, from receipt to end, with every alert on the way.",
            "The real notice job runs on a clock that the demo moves: seventeen days pass in less than",
            "a minute. At the end: what was expected and what was observed."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:everything happened as expected", "1:something did not"},
        footer = {"", "Example:", "  vigil demo notices"})
public final class NoticesDemoCommand implements Callable<Integer> {
    private static final long BEFORE_MS = 60_000;

    private static final Duration LAST_WITHIN = Duration.ofSeconds(10);
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

    private PrintWriter out;

    @Override
    public Integer call() throws Exception {
        out = spec.commandLine().getOut();
        Path work = Files.createTempDirectory("vigil-demo-notices");
        try {
            return play(work);
        } finally {
            DemoCommand.delete(work);
        }
    }

    private int play(Path work) throws Exception {
        long startedAt = System.nanoTime();
        ClockRules rules = ClockRules.DEFAULTS.allowing(true, true);
        NoticeStories stories = new NoticeStories(rules, NoticeStories.monday());
        say("Starting a broker, Flink and the notice job on a clock of their own ...");
        try (Rehearsal rehearsal =
                        Rehearsal.start(work, rules, stories.times().first() - BEFORE_MS);
                Bus bus = Bus.of(rehearsal.bootstrap());
                Seen seen = new Seen(rehearsal.bootstrap())) {
            INTRODUCTION.forEach(this::say);
            NoticeEnds ends = new NoticeEnds(seen);
            happen(stories, rehearsal, bus, new NoticeTelling(seen, this::say), ends);
            List<Row> rows = compare(stories, ends);
            out.println(table(rows));
            boolean asExpected =
                    rows.stream().allMatch(Row::ok) && rehearsal.running() && ends.refused() == 0;
            say(
                    (asExpected ? "Everything happened as expected: " : "NOT as expected (!!): ")
                            + stories.span().toDays()
                            + " days in "
                            + Duration.ofNanos(System.nanoTime() - startedAt).toSeconds()
                            + " s; "
                            + ends.refused()
                            + " records refused.");
            return asExpected ? 0 : 1;
        }
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

    private void say(String line) {
        out.println(line);
        out.flush();
    }
}
