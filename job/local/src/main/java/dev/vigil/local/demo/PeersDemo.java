package dev.vigil.local.demo;

import dev.vigil.client.bus.Broker;
import dev.vigil.client.bus.Bus;
import dev.vigil.client.bus.Push;
import dev.vigil.fixtures.sound.Sound;
import dev.vigil.local.demo.Expectation.Chapter;
import dev.vigil.local.demo.Expectation.Observed;
import dev.vigil.local.demo.Expectation.Outcome;
import dev.vigil.local.demo.Expectation.Result;
import dev.vigil.local.embedded.EmbeddedVigil.BeforeJobs;
import dev.vigil.schema.enforcement.Measure;
import dev.vigil.schema.rights.Action;
import dev.vigil.schema.signal.SignalState;
import dev.vigil.schema.signal.SignalStatus;
import dev.vigil.schema.verdict.Screened;
import dev.vigil.schema.verdict.Verdict;
import dev.vigil.schema.wire.Topic;
import dev.vigil.stream.options.JobKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * {@code vigil demo --peers}: two platforms, each with its own broker and jobs. The first shares
 * two recordings; at the second one a person confirms them, a re-upload is blocked, the authorized
 * channel is not, and what is disputed is lifted. A step begins when the one before it is as
 * expected; after one that is not, the story ends.
 */
final class PeersDemo {
    static final String EAST = "east.example";
    static final String WEST = "west.example";

    /** What the film is called at the second platform, where a channel may show it. */
    private static final String FILM_IN_WEST = "film-88";

    private static final String OFFICIAL = "official-channel";

    /** On a machine that is busy; on another one a step takes some seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    /** Until a recording that has just arrived is searched, an upload of it is clear. */
    private static final int MOST_UPLOADS = 20;

    private static final int CLIP_AT_S = 15;
    private static final int CLIP_S = 20;

    private final Repertoire repertoire;
    private final Path work;
    private final Consumer<Result> happened;
    private final Consumer<String> progress;
    private final List<Result> results = new ArrayList<>();
    private PeerSite east;
    private PeerSite west;
    private String lastUpload;

    /**
     * @param happened gets each step when it is over
     * @param progress gets what the bridges report
     */
    PeersDemo(Path media, Path work, Consumer<Result> happened, Consumer<String> progress)
            throws IOException {
        repertoire = Repertoire.prepare(media, work, List.of(Role.FILM, Role.SERIES));
        this.work = work;
        this.happened = happened;
        this.progress = progress;
    }

    /** All steps up to the last, or to the first that is not as expected. */
    List<Result> play() throws Exception {
        try (PeerSite first = new PeerSite(EAST, work);
                PeerSite second = new PeerSite(WEST, work)) {
            east = first;
            west = second;
            start();
            boolean isWhole = shared() && confirmed() && disputed() && unharmed();
            progress.accept(isWhole ? "the story is over" : "the story ends here");
            return results;
        }
    }

    /** At the same time: each waits for its broker. The first one needs no media job. */
    private void start() throws Exception {
        CompletableFuture<Void> both =
                CompletableFuture.allOf(
                        CompletableFuture.runAsync(
                                () ->
                                        start(
                                                east,
                                                west,
                                                List.of(JobKind.LEDGER),
                                                this::registerInEast)),
                        CompletableFuture.runAsync(
                                () ->
                                        start(
                                                west,
                                                east,
                                                List.of(JobKind.MEDIA, JobKind.LEDGER),
                                                this::authorizeInWest)));
        try {
            both.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
        east.listen(west, progress);
        west.listen(east, progress);
        east.fetch();
        west.fetch();
    }

    private static void start(
            PeerSite site, PeerSite other, List<JobKind> jobs, BeforeJobs beforeJobs) {
        try {
            site.start(other, jobs, beforeJobs);
        } catch (Exception e) {
            throw new CompletionException(e);
        }
    }

    private void registerInEast(String bootstrap) throws IOException {
        try (Push push = Broker.connect(bootstrap, new Properties(), Topic.REFERENCES)) {
            Studio studio = new Studio(work, push);
            studio.register(Role.FILM, repertoire.sound(Role.FILM));
            studio.register(Role.SERIES, repertoire.sound(Role.SERIES));
        }
    }

    private void authorizeInWest(String bootstrap) throws IOException {
        try (Bus bus = Bus.of(bootstrap)) {
            Story.authorize(bus, "deal-1", OFFICIAL, FILM_IN_WEST);
        }
    }

    // The story -------------------------------------------------------------------------------

    private boolean shared() throws Exception {
        long sinceMs = System.currentTimeMillis();
        share(Role.FILM);
        share(Role.SERIES);
        return step(
                        "East shares its film and its series: signed by its ledger job",
                        "SHARED, both",
                        all(east, one -> one.state() == SignalState.SHARED, "SHARED, both"))
                && step(
                        "West gets them over HTTP with mutual TLS, and checks who signed them",
                        "QUARANTINED, both",
                        all(
                                west,
                                one -> one.state() == SignalState.QUARANTINED,
                                "QUARANTINED, both, " + EAST))
                && upload(
                        "A user in west uploads the film, which no person there has looked at",
                        "fan-1",
                        Role.FILM,
                        Action.OBSERVE,
                        sinceMs);
    }

    private boolean confirmed() throws Exception {
        long sinceMs = System.currentTimeMillis();
        decide(Role.FILM, "CONFIRM", "--work", FILM_IN_WEST);
        return step(
                        "A person in west confirms the film: it is film-88 there",
                        "ACTIVE, on the list",
                        status(
                                west,
                                Role.FILM,
                                one -> one.state() == SignalState.ACTIVE,
                                "ACTIVE as " + FILM_IN_WEST))
                && upload(
                        "A user uploads the film again", "fan-2", Role.FILM, Action.BLOCK, sinceMs)
                && upload(
                        "The channel that west has authorized uploads it too",
                        OFFICIAL,
                        Role.FILM,
                        Action.ALLOW_WITH_USAGE,
                        sinceMs)
                && step(
                        "East learns over west's feed that a person confirmed it",
                        "confirmed by 1",
                        status(
                                east,
                                Role.FILM,
                                one -> one.confirmations() == 1,
                                "confirmed by a person in " + WEST));
    }

    private boolean disputed() throws Exception {
        long sinceMs = System.currentTimeMillis();
        decide(Role.SERIES, "CONFIRM");
        boolean isBlocked =
                upload(
                        "A person confirms the series; a user's upload of it is blocked",
                        "fan-3",
                        Role.SERIES,
                        Action.BLOCK,
                        sinceMs);
        if (!isBlocked) {
            return false;
        }
        long disputedMs = System.currentTimeMillis();
        decide(Role.SERIES, "DISPUTE", "--because", "SHARED_SEGMENT");
        return step(
                        "Then west disputes the series: it holds what other works hold too",
                        "lifted: LIFT, no longer BLOCK",
                        () -> lifted(lastUpload, disputedMs))
                && step(
                        "East learns that it is disputed, and asks its own person",
                        "disputed by 1",
                        status(
                                east,
                                Role.SERIES,
                                one -> one.disputes() == 1 && one.reasonCode() != null,
                                "disputed by " + WEST + ": PEER_DISPUTES"));
    }

    private boolean unharmed() throws InterruptedException {
        return step(
                "Both platforms, after all that",
                "all jobs running",
                () ->
                        east.running() && west.running()
                                ? Observed.met("all jobs running")
                                : Observed.failed("a job is not running"));
    }

    private void share(Role role) throws IOException {
        east.verb(
                "signal",
                "share",
                role.workId(),
                "master",
                "--origin",
                EAST,
                "--class",
                "RIGHTS_DECLARED");
    }

    private void decide(Role role, String... opinion) throws IOException {
        List<String> all = new ArrayList<>(List.of("signal", "decide", signalId(role)));
        all.addAll(List.of(opinion));
        west.verb(all.toArray(new String[0]));
    }

    private static String signalId(Role role) {
        return EAST + ":" + role.workId() + ".master";
    }

    // What followed --------------------------------------------------------------------------

    private boolean step(String what, String expected, Supplier<Observed> check)
            throws InterruptedException {
        Expectation one = new Expectation(Chapter.REST, "", what, expected, check);
        long untilNanos = System.nanoTime() + PATIENCE.toNanos();
        Observed observed = check.get();
        while (observed.outcome() == Outcome.OPEN && System.nanoTime() < untilNanos) {
            Thread.sleep(LOOK_EVERY.toMillis());
            observed = check.get();
        }
        Result result = new Result(one, observed);
        results.add(result);
        happened.accept(result);
        return result.met();
    }

    private boolean upload(String what, String account, Role role, Action expected, long sinceMs)
            throws IOException, InterruptedException {
        Observed observed = uploaded(account, role, expected, sinceMs);
        return step(what, expected.name(), () -> observed);
    }

    private static Optional<SignalStatus> last(PeerSite site, Role role) {
        return site.seen()
                .all(SignalStatus.class)
                .filter(one -> one.signalId().equals(signalId(role)))
                .reduce((before, after) -> after);
    }

    private static Supplier<Observed> status(
            PeerSite site, Role role, Predicate<SignalStatus> expected, String met) {
        return () -> {
            Optional<SignalStatus> last = last(site, role);
            return last.filter(expected).isPresent()
                    ? Observed.met(met)
                    : Observed.open(last.map(one -> "it is " + one.state()).orElse("no state yet"));
        };
    }

    private static Supplier<Observed> all(
            PeerSite site, Predicate<SignalStatus> expected, String met) {
        Supplier<Observed> film = status(site, Role.FILM, expected, met);
        Supplier<Observed> series = status(site, Role.SERIES, expected, met);
        return () -> film.get().outcome() == Outcome.MET ? series.get() : film.get();
    }

    /**
     * Uploads until one comes to that: the index takes a recording, and the media job a list entry,
     * a moment after the ledger job has published it. What is blocked and should not be ends it.
     */
    private Observed uploaded(String account, Role role, Action expected, long sinceMs)
            throws IOException, InterruptedException {
        Sound sound = repertoire.sound(role);
        int rate = sound.rateHz();
        Sound clip = sound.cut(CLIP_AT_S * rate, CLIP_S * rate);
        Action action = null;
        for (int i = 0; i < MOST_UPLOADS && (action == null || mayFollow(action, expected)); i++) {
            lastUpload = account + "-" + i;
            west.upload(lastUpload, account, clip);
            Optional<Screened> answer = answer(lastUpload);
            if (answer.isEmpty()) {
                return Observed.failed("no answer to the upload " + lastUpload);
            }
            action = answer.get().action();
            if (action == expected) {
                return Observed.met(expected + after(sinceMs));
            }
        }
        return Observed.failed(action == null ? "no match" : action.name());
    }

    /** What restricts more than expected is not mended by another upload. */
    private static boolean mayFollow(Action action, Action expected) {
        return action.compareTo(expected) < 0;
    }

    private Optional<Screened> answer(String session) throws InterruptedException {
        long untilNanos = System.nanoTime() + PATIENCE.toNanos();
        Optional<Screened> answer = Optional.empty();
        while (answer.isEmpty() && System.nanoTime() < untilNanos) {
            Thread.sleep(LOOK_EVERY.toMillis());
            answer =
                    west.seen()
                            .all(Screened.class)
                            .filter(one -> one.sessionId().equals(session))
                            .findFirst();
        }
        return answer;
    }

    private Observed lifted(String session, long sinceMs) {
        VerdictChecks verdicts = new VerdictChecks(west.seen());
        Optional<Action> action = verdicts.last(session).map(Verdict::action);
        boolean isLifted =
                action.filter(one -> !one.blocks()).isPresent()
                        && verdicts.command(session, Measure.LIFT).isPresent();
        return isLifted
                ? Observed.met("LIFT, now " + action.get() + after(sinceMs))
                : Observed.open(action.map(Action::name).orElse("no verdict") + ", no LIFT yet");
    }

    private static String after(long sinceMs) {
        double seconds = (System.currentTimeMillis() - sinceMs) / 1000.0;
        return String.format(Locale.ROOT, ", %.1f s later", seconds);
    }
}
