package dev.vigil.bench.desk;

import dev.vigil.bench.report.BenchReport;
import dev.vigil.bench.report.Coverage;
import dev.vigil.desk.DeskPages;
import dev.vigil.desk.act.WritingParties;
import dev.vigil.desk.project.Projector;
import dev.vigil.desk.screen.HealthSources;
import dev.vigil.desk.sign.DeskRole;
import dev.vigil.desk.store.Dialect;
import dev.vigil.desk.store.Store;
import dev.vigil.desk.store.StoreAddress;
import dev.vigil.desk.web.DeskScreen;
import dev.vigil.fixtures.broker.EmbeddedBroker;
import dev.vigil.fixtures.broker.Ports;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/**
 * Fills a store, lets a desk in a process of its own catch up from a broker, and measures what
 * persons wait for.
 */
final class DeskBench {
    /** Who ask for pages at once: eighteen of the site's own, and two of an owner of works. */
    static final int PERSONS = 20;

    private static final int OWNERS = 2;

    /** The one that has sent most notices, and is in each conflict. */
    private static final String PARTY = "owner-0";

    /** Of the calls that other pages get: two have them all. */
    private static final int OWNERS_SHARE = 4;

    /** Of a session, as the desk allows. */
    private static final int STREAMS_OF_PERSON = 8;

    /** Whose browser is a real one. */
    private static final DeskPerson ONE_MORE =
            new DeskPerson("staff-at-a-screen", Set.of(DeskRole.HANDLER), null);

    private static final double MOST_PAGE_MS = 200;
    private static final double MOST_PAGE_MS_BEHIND = 500;
    private static final double MOST_ALERT_MS = 1_000;
    private static final double MOST_PREVIEW_MS = 2_000;
    private static final int STARTS = 5;
    private static final long MOST_MORE_MS = 2_000;
    private static final int LEAST_RECORDS = 5_000;
    private static final int LEAST_RECORDS_SQLITE = 3_000;

    /** Of the notices, what the desk has not read when it starts: 200,000 records at the most. */
    private static final int AWAY_ONE_IN = 10;

    private static final int MOST_AWAY = 14_000;
    private static final int PREVIEWS = 12;
    private static final int DAYS_OF_YEAR = 365;
    private static final int LOOK_EVERY_MS = 50;

    /** What people look at while the desk is behind. */
    private static final List<String> WHILE_BEHIND =
            List.of("/", "/alerts", "/sessions", "/notice/{id}", "/session/{id}", "/search");

    private final DeskBenchSize size;
    private final DeskDatabase database;
    private final PrintWriter out;
    private final PrintWriter err;
    private final BenchReport report;
    private final List<String> remarks = new ArrayList<>();
    private final Coverage coverage = new Coverage();

    DeskBench(DeskBenchSize size, DeskDatabase database, PrintWriter out, PrintWriter err) {
        this.size = size;
        this.database = database;
        this.out = out;
        this.err = err;
        report =
                new BenchReport(
                        String.format(
                                Locale.ROOT,
                                "vigil bench desk --notices %d --verdicts %d%s --streams %d --calls"
                                        + " %d --alerts %d",
                                size.notices(),
                                size.verdicts(),
                                database.option(),
                                size.streams(),
                                size.calls(),
                                size.alerts()),
                        "desk a JVM of its own with "
                                + DeskProcess.HEAP
                                + "; broker and browsers, of 20 persons, in another one; "
                                + database.words());
    }

    /** Runs it and writes the report; true where all goals are met. */
    boolean run(Path folder) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"));
                DeskTopics topics = new DeskTopics(broker.bootstrap());
                database) {
            StoreAddress address = database.start(folder);
            Path log = folder.resolve("desk.log");
            Optional<DeskSite> kept = DeskSite.in(folder);
            DeskSite site = kept.isPresent() ? same(kept.get()) : filled(address, topics);
            try (Store store = Store.open(address)) {
                if (kept.isEmpty()) {
                    long from = site.next() - away(site.plan());
                    steps(topics, site.plan(), from, from + away(site.plan()) / 2);
                    topics.flush();
                }
                long beganNanos = System.nanoTime();
                List<String> signIn = DeskPerson.signIn(folder, Ports.free());
                try (DeskProcess desk =
                        DeskProcess.start(
                                log, broker.bootstrap(), address, signIn, size.isWhole())) {
                    if (kept.isEmpty()) {
                        caughtUp(store, topics.sent(), beganNanos);
                        site.keep(folder);
                    }
                    measure(folder, new Running(site, store, topics, desk), kept.isEmpty());
                }
                if (kept.isPresent()) {
                    behindAgain(folder, new Running(site, store, topics, null), broker, address);
                }
            }
        }
        if (size.isWhole()) {
            starts(folder);
        }
        remarks.addAll(coverage.missing());
        boolean isGood = report.missed().isEmpty() && coverage.missing().isEmpty();
        report.print(out, remarks, isGood);
        return isGood;
    }

    /**
     * Alone on the machine: broker, database and desk of the run have ended. Where one fails, what
     * was measured before is still reported.
     */
    private void starts(Path folder) throws InterruptedException {
        progress("starts of vigil up");
        String what = "vigil up until it is up, with a desk beside it and without";
        String goal = "at most 2 s more";
        try {
            UpStarts starts = UpStarts.of(folder.resolve("up"), STARTS);
            report.goal(
                    what,
                    goal,
                    starts.moreMs() <= MOST_MORE_MS,
                    "medians of %d each: %.1f s, %.1f s",
                    STARTS,
                    starts.withDeskMs() / 1e3,
                    starts.withoutMs() / 1e3);
        } catch (IOException e) {
            report.goal(what, goal, false, "%s", e.getMessage());
        }
    }

    private record Running(DeskSite site, Store store, DeskTopics topics, DeskProcess desk) {}

    private void progress(String what) {
        err.println(what);
        err.flush();
    }

    private DeskSite same(DeskSite kept) throws IOException {
        DeskPlan plan = kept.plan();
        if (plan.notices() != size.notices() || plan.sessions() != size.verdicts()) {
            throw new IOException(
                    String.format(
                            Locale.ROOT,
                            "--dir: expected a store of %d notices and %d verdicts, got one of %d"
                                    + " and %d; give another folder",
                            size.notices(),
                            size.verdicts(),
                            plan.notices(),
                            plan.sessions()));
        }
        progress("the store of the folder is used again");
        remarks.add(
                "The store is that of an earlier run: catching up was measured at the end, on what"
                        + " the desk had not read then.");
        return kept;
    }

    // Filling -------------------------------------------------------------------------------------

    private DeskSite filled(StoreAddress address, DeskTopics topics) throws Exception {
        DeskPlan plan = DeskPlan.of(size.notices(), size.verdicts(), System.currentTimeMillis());
        progress("filling the store");
        try (Store store = Store.open(address)) {
            DeskFill fill =
                    DeskFill.of(
                            store,
                            plan,
                            plan.notices() - away(plan),
                            topics.shapes(),
                            this::progress);
            report.row(
                    "records brought into the store by the projector, without a broker",
                    "%,d in %,.0f s: %,.0f a second, over the last tenth %,.0f",
                    fill.records(),
                    fill.seconds(),
                    fill.records() / fill.seconds(),
                    fill.lastASecond());
            if (store.dialect() == Dialect.POSTGRES) {
                progress("analyze");
                try (Handle handle = store.handle()) {
                    handle.execute("analyze");
                }
            }
            progress("bringing the broker to the same offsets");
            topics.skipTo(fill.ends());
            return new DeskSite(plan, fill.bytes(), null);
        }
    }

    private static long away(DeskPlan plan) {
        return Math.min(MOST_AWAY, plan.notices() / AWAY_ONE_IN);
    }

    // Catching up ---------------------------------------------------------------------------------

    /** What happens when the notices are received, and between them. */
    private static void steps(DeskTopics topics, DeskPlan plan, long from, long to) {
        DeskEvents events = new DeskEvents(plan, topics);
        for (long step = from; step < to; step++) {
            events.step(step);
        }
    }

    /** The desk of the run has ended; meanwhile notices are received that the plan had not. */
    private void behindAgain(
            Path folder, Running running, EmbeddedBroker broker, StoreAddress address)
            throws Exception {
        DeskSite site = running.site();
        long sentBefore = running.topics().sent();
        long more = away(site.plan());
        long to = site.next() + more;
        // No broker takes records of times to come: these are of the last hours of the plan.
        DeskPlan earlier = site.plan().earlier(site.plan().receivedAt(to) - site.plan().toMs());
        steps(running.topics(), earlier, site.next(), to);
        running.topics().flush();
        long end = read(running.store()) + running.topics().sent() - sentBefore;
        long beganNanos = System.nanoTime();
        Path log = folder.resolve("desk-behind.log");
        List<String> signIn = DeskPerson.signIn(folder, Ports.free());
        try (DeskProcess desk =
                DeskProcess.start(log, broker.bootstrap(), address, signIn, size.isWhole())) {
            caughtUp(running.store(), end, beganNanos);
            site.with(more).keep(folder);
        }
    }

    /**
     * Waits for it.
     *
     * @param end how many records the store has when it has all
     */
    private void caughtUp(Store store, long end, long beganNanos) throws InterruptedException {
        progress("catching up");
        long records = end - read(store);
        long movedNanos = 0;
        for (long read = read(store); read < end; read = read(store)) {
            if (movedNanos == 0 && end - read < records) {
                movedNanos = System.nanoTime();
            }
            Thread.sleep(LOOK_EVERY_MS);
        }
        long endNanos = System.nanoTime();
        double seconds = (endNanos - (movedNanos == 0 ? beganNanos : movedNanos)) / 1e9;
        int least = store.dialect() == Dialect.SQLITE ? LEAST_RECORDS_SQLITE : LEAST_RECORDS;
        report.goal(
                "catch-up from the broker, behind the whole store",
                String.format(Locale.ROOT, "at least %,d a second", least),
                records / seconds >= least,
                "%,.0f records a second: %,d in %.1f s, %.1f s after the start of the process",
                records / seconds,
                records,
                seconds,
                (endNanos - beganNanos) / 1e9);
    }

    private static long read(Store store) {
        return Projector.positions(store).values().stream().mapToLong(Long::longValue).sum();
    }

    /** The second half arrives while persons look at pages. */
    private void askedBehind(Running running, List<DeskBrowser> persons, DeskIds ids)
            throws IOException, InterruptedException {
        progress("pages while the desk catches up");
        DeskPlan plan = running.site().plan();
        List<PageVariant> variants = new ArrayList<>();
        PageVariants ways = new PageVariants(persons.get(0), plan, ids, size.calls() / 2 + 1);
        for (String path : WHILE_BEHIND) {
            variants.add(ways.of(path).get(0));
        }
        long from = plan.notices() - away(plan) + away(plan) / 2;
        Thread sending =
                new Thread(() -> steps(running.topics(), plan, from, plan.notices()), "rest");
        sending.start();
        PagePersons asking = new PagePersons(persons, size.mostPauseMs() / 2);
        asking.ask(variants);
        sending.join();
        running.topics().flush();
        double p95 = asking.together().percentile(95);
        report.goal(
                "pages while the desk catches up",
                "p95 below 500 ms",
                p95 < MOST_PAGE_MS_BEHIND,
                "%s",
                asking.together());
        while (read(running.store()) < running.topics().sent()) {
            Thread.sleep(LOOK_EVERY_MS);
        }
    }

    // Measuring -----------------------------------------------------------------------------------

    private void measure(Path folder, Running running, boolean isBehind) throws Exception {
        HttpClient client = DeskBrowser.client();
        List<DeskBrowser> staff = signIn(running.desk(), client, DeskPerson.staff(staff()));
        List<DeskBrowser> owners =
                signIn(
                        running.desk(),
                        client,
                        Collections.nCopies(OWNERS, DeskPerson.owner(PARTY)));
        List<DeskBrowser> twenty = new ArrayList<>(staff.subList(0, PERSONS - OWNERS));
        twenty.addAll(owners);
        DeskPlan plan = running.site().plan();
        if (isBehind) {
            DeskIds ids = new DeskIds(plan, List.of(), List.of(), List.of());
            askedBehind(running, twenty, ids);
        }
        progress("forms and drafts");
        DeskActs acts = new DeskActs(staff.get(0), plan, running.site().next());
        List<String> batches = acts.batches();
        DeskIds ids = new DeskIds(plan, acts.notes(), acts.holds(), batches);
        pages(running.store(), twenty, plan, ids);
        previews(acts, batches.get(0));
        alerts(folder, client, staff, running);
        disk(running);
        memory(running.desk());
    }

    /** Enough for the streams. */
    private int staff() {
        return Math.max(PERSONS - OWNERS, (size.streams() - 1) / STREAMS_OF_PERSON + 1);
    }

    private static List<DeskBrowser> signIn(
            DeskProcess desk, HttpClient client, List<DeskPerson> persons) throws Exception {
        List<DeskBrowser> browsers = new ArrayList<>();
        for (DeskPerson person : persons) {
            browsers.add(DeskBrowser.signIn(client, desk.address(), person));
        }
        return browsers;
    }

    /** All screens, as the desk itself has them: a new one is measured too. */
    private void pages(Store store, List<DeskBrowser> persons, DeskPlan plan, DeskIds ids)
            throws IOException, InterruptedException {
        List<DeskScreen> screens =
                DeskPages.screens(store, HealthSources.none(), WritingParties.open());
        PageVariants ways = new PageVariants(persons.get(0), plan, ids, size.calls());
        PageVariants ofOwner =
                new PageVariants(
                        persons.get(PERSONS - 1),
                        plan,
                        ids.ofOwner(PARTY),
                        size.calls() / OWNERS_SHARE + 1);
        List<PageVariant> variants = new ArrayList<>();
        List<String> ofNone = new ArrayList<>();
        for (DeskScreen screen : screens) {
            Set<DeskRole> staff = new HashSet<>(screen.roles());
            staff.retainAll(DeskRole.STAFF);
            if (!DeskIds.isThere(screen.path())) {
                ofNone.add(screen.path());
            } else if (staff.isEmpty()) {
                ofOwner.of(screen.path()).forEach(it -> variants.add(it.of(screen.roles())));
            } else {
                ways.of(screen.path()).forEach(it -> variants.add(it.of(staff)));
            }
        }
        int calls = variants.stream().mapToInt(PageVariant::calls).sum();
        progress(variants.size() + " ways to ask for " + screens.size() + " pages");
        PagePersons asking = new PagePersons(persons, size.mostPauseMs());
        asking.ask(variants);
        Map<String, List<PageVariant>> byTitle = new TreeMap<>();
        for (PageVariant variant : variants) {
            byTitle.computeIfAbsent(variant.title(), it -> new ArrayList<>()).add(variant);
        }
        byTitle.forEach((title, of) -> page(title, of, asking.times()));
        report.row("all pages", "%s", asking.together());
        coverage.all("answers of pages", calls, calls - asking.wrongAnswers());
        remarks.addAll(asking.wrong());
        if (!ofNone.isEmpty()) {
            remarks.add("Of what this run has not made: " + String.join(", ", ofNone));
        }
    }

    /** One line of ways that differ by the choice of a filter: the slowest counts. */
    private void page(String title, List<PageVariant> variants, Map<PageVariant, PageTimes> times) {
        PageTimes together = new PageTimes();
        String slowest = "";
        double p95 = 0;
        for (PageVariant variant : variants) {
            PageTimes of = times.get(variant);
            together.addAll(of);
            if (of.percentile(95) > p95) {
                p95 = of.percentile(95);
                slowest = variant.choice();
            }
        }
        report.goal(
                title,
                "p95 below 200 ms",
                p95 < MOST_PAGE_MS,
                slowest.isEmpty() ? "%s" : "%s; slowest %s with p95 %.1f ms",
                together,
                slowest,
                p95);
    }

    private void previews(DeskActs acts, String draft) throws IOException, InterruptedException {
        progress("previews");
        PageTimes times = new PageTimes();
        for (int i = 0; i < PREVIEWS; i++) {
            times.add(acts.preview(draft));
        }
        report.goal(
                "preview of a list of " + acts.entriesOfBatch() + " entries over 72 h",
                "2 s",
                times.percentile(100) <= MOST_PREVIEW_MS,
                "%s",
                times);
    }

    // Alerts --------------------------------------------------------------------------------------

    private void alerts(Path folder, HttpClient client, List<DeskBrowser> persons, Running running)
            throws IOException, InterruptedException {
        progress("alerts while " + size.streams() + " streams are open");
        AlertSender sender =
                AlertSender.of(running.store(), running.site().plan(), running.topics());
        int watchers = PERSONS - OWNERS;
        try (AlertWatch watch = new AlertWatch(client, persons, size.streams(), watchers);
                ChromiumTab tab =
                        size.isWhole() && ChromiumTab.isInstalled()
                                ? ChromiumTab.open(folder, running.desk().address(), ONE_MORE)
                                : null) {
            watch.watch(Math.min(size.alerts(), sender.most()), sender, tab);
            alert(
                    "alert on the topic to the tick of " + size.streams() + " streams",
                    watch.ticks());
            int pages = Math.min(watchers, size.streams());
            alert("... to its row in the pages of " + pages + " of them", watch.rows());
            report.row("between two ticks of a stream", "%s", watch.intervals());
            coverage.all("ticks and rows not there within 20 s", 0, watch.missed());
            if (tab == null) {
                remarks.add("No browser: install chromium and chromium-driver for its figure.");
            } else {
                alert("... to its row in a real browser", tab.seen());
                coverage.all("alerts not in the browser within 30 s", 0, tab.missed());
            }
        }
    }

    private void alert(String what, PageTimes times) {
        report.goal(what, "p95 below 1 s", times.percentile(95) < MOST_ALERT_MS, "%s", times);
    }

    // What it takes -------------------------------------------------------------------------------

    private void disk(Running running) {
        progress("sizes of tables");
        DeskDisk disk = DeskDisk.of(running.store());
        disk.rows().forEach((table, rows) -> report.row("rows of `" + table + "`", "%,d", rows));
        report.row(
                "store on the disk, of it the journal",
                "%.2f GB, %.2f GB",
                disk.all() / 1e9,
                disk.journal() / 1e9);
        report.row(
                "a record in the journal",
                "%,.0f bytes",
                (double) disk.journal() / Math.max(1, disk.rows().get(DeskDisk.JOURNAL)));
        double ofNotice = disk.ofNotice(running.site().bytes());
        double ofVerdict = disk.ofVerdict(running.site().bytes());
        report.row(
                "a notice with its records, a verdict with its own",
                "%,.0f bytes, %,.0f bytes",
                ofNotice,
                ofVerdict);
        report.row(
                "a year of 10,000 notices and 30,000 verdicts a day",
                "%,.0f GB",
                DAYS_OF_YEAR * (10_000 * ofNotice + 30_000 * ofVerdict) / 1e9);
        disk.tables().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(8)
                .forEach(
                        it ->
                                report.row(
                                        "table `" + it.getKey() + "`",
                                        "%,.0f MB",
                                        it.getValue() / 1e6));
    }

    private void memory(DeskProcess desk) throws IOException {
        report.row("memory of the desk's process, at most", "%,d MB", desk.jvm().mostResidentMb());
        report.row(
                "its heap after a collection", "%,.0f MB", desk.jvm().heapAfterCollection() / 1e6);
        report.row("its CPU time", "%,.0f s", desk.jvm().cpu().toMillis() / 1e3);
    }
}
