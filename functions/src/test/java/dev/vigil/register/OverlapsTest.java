package dev.vigil.register;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.match.EvidenceBuilder;
import dev.vigil.schema.reference.SharedRecording;
import dev.vigil.schema.register.FoundOverlap;
import dev.vigil.schema.register.OverlapBook;
import dev.vigil.schema.register.OverlapOwners;
import dev.vigil.schema.register.OverlapSide;
import dev.vigil.schema.register.OverlapSpan;
import dev.vigil.schema.register.ReferenceOverlap;
import dev.vigil.schema.rights.ContestedRight;
import dev.vigil.schema.rights.OwnerShare;
import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.rights.RightType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** An overlap is what both sides share: its name, its stretches and its end ask for no order. */
class OverlapsTest {
    private static final int SEEDS = Integer.getInteger("seeds", 2_000);
    private static final List<String> HARBOUR = List.of("harbour");
    private static final List<String> MEI = List.of("mei");

    private static Evidence evidence(String workId, long fromMs, long refStartMs, long lengthMs) {
        return EvidenceBuilder.builder()
                .matchId("m")
                .workId(workId)
                .referenceId("master")
                .queryStartMs(fromMs)
                .queryEndMs(fromMs + lengthMs)
                .refStartMs(refStartMs)
                .refEndMs(refStartMs + lengthMs)
                .score(20)
                .tempo(1)
                .certainAfterMs(lengthMs)
                .captureStart(1)
                .captureEnd(1 + lengthMs)
                .build();
    }

    private static FoundOverlap found(long lengthMs, long at) {
        return Overlaps.found("clip", "master", evidence("film", 0, 20_000, lengthMs), at);
    }

    @Test
    void itsNameIsTheSameFromEitherSide() {
        FoundOverlap one = found(10_000, 1);
        FoundOverlap other =
                Overlaps.found("film", "master", evidence("clip", 20_000, 0, 10_000), 1);
        assertThat(other.spans().get(0).newer()).as("asked for").isTrue();
        assertThat(one.mirrored().spans().get(0).newer()).as("was there").isFalse();
        assertThat(other.withSpans(List.of(other.spans().get(0).had(false))))
                .isEqualTo(one.mirrored());
        assertThat(one.mirrored().mirrored()).isEqualTo(one);
    }

    @Test
    void lessThanFiveSecondsOrOneOwnerIsNone() {
        assertThat(opened(found(4_999, 1), HARBOUR, MEI)).isFalse();
        assertThat(opened(found(5_000, 1), HARBOUR, MEI)).isTrue();
        assertThat(opened(found(5_000, 1), HARBOUR, List.of("harbour", "mei"))).isFalse();
        assertThat(opened(found(5_000, 1), List.of("harbour", "mei"), HARBOUR))
                .as("one that does not own what was there first")
                .isTrue();
        assertThat(opened(found(5_000, 1), HARBOUR, List.of())).as("of no known owner").isTrue();
    }

    private static boolean opened(FoundOverlap found, List<String> owners, List<String> others) {
        return published(found, everywhere(owners), everywhere(others)).open();
    }

    /** That of the clip, which is asked for. */
    private static ReferenceOverlap published(
            FoundOverlap found, List<OwnerShare> shares, List<OwnerShare> others) {
        return published(found, work(shares), work(others));
    }

    private static ReferenceOverlap published(
            FoundOverlap found, RegisteredWork clip, RegisteredWork film) {
        OverlapBook book =
                Overlaps.step(OverlapBook.NEW, side(found, Overlaps.owners(clip))).book();
        List<ReferenceOverlap> published =
                Overlaps.step(book, side(found.mirrored(), Overlaps.owners(film))).published();
        assertThat(published).as("of both works").hasSize(2).allMatch(ReferenceOverlap::holds);
        assertThat(published.get(0).open()).isEqualTo(published.get(1).open());
        return published.stream()
                .filter(one -> one.workId().equals("clip"))
                .findAny()
                .orElseThrow();
    }

    private static OverlapSide side(FoundOverlap found, OverlapOwners owners) {
        return new OverlapSide(found, owners, false);
    }

    private static RegisteredWork work(List<OwnerShare> shares) {
        RegisteredWork named =
                new RegisteredWork("any", 1, null, null, null, everywhere(List.of("none")));
        return shares.isEmpty()
                ? named.withOwners(List.of(named.owners().get(0).withShareBp(0)))
                : named.withOwners(shares);
    }

    private static List<OwnerShare> everywhere(List<String> parties) {
        return parties.stream().map(party -> in(party)).toList();
    }

    /** None for everywhere. */
    private static OwnerShare in(String party, String... territories) {
        return new OwnerShare(party, List.of(territories), List.of());
    }

    private static boolean isOfOneOwner(List<OwnerShare> clip, List<OwnerShare> film) {
        return Overlaps.shared(published(found(10_000, 1), clip, film)).ofOneOwner();
    }

    /** What it had later has its vote where none of its owners gains one by it. */
    @Test
    void whoNamesTheOwnerOfTheOtherWorkGainsNothing() {
        List<OwnerShare> film = everywhere(HARBOUR);
        assertThat(isOfOneOwner(film, film)).isTrue();
        assertThat(isOfOneOwner(everywhere(List.of("mei", "harbour")), film))
                .as("a copy with the victim as its second owner")
                .isFalse();
        assertThat(isOfOneOwner(film, List.of(in("harbour"), in("lin"))))
                .as("a compilation of one of two")
                .isTrue();
        assertThat(isOfOneOwner(List.of(), film)).as("of no known owner").isFalse();
        assertThat(isOfOneOwner(List.of(), List.of())).isFalse();
    }

    /** Which anybody may claim where nobody else has: that is no contradiction. */
    @Test
    void whoOwnsTheOtherWorkElsewhereGainsNothing() {
        assertThat(isOfOneOwner(everywhere(MEI), List.of(in("harbour", "CN"), in("mei", "XK"))))
                .isFalse();
        assertThat(isOfOneOwner(List.of(in("mei", "XK")), List.of(in("harbour"), in("mei", "XK"))))
                .isTrue();
        OwnerShare cinema = new OwnerShare("mei", List.of(), List.of(RightType.LIVE_RELAY));
        assertThat(isOfOneOwner(everywhere(MEI), List.of(cinema))).isFalse();
        OwnerShare over = in("mei").withTo(1L);
        assertThat(isOfOneOwner(everywhere(MEI), List.of(over))).isFalse();
        assertThat(isOfOneOwner(List.of(in("mei", "CN")), everywhere(MEI)))
                .as("a trailer for one country")
                .isTrue();
        assertThat(isOfOneOwner(everywhere(MEI), List.of(in("mei", "CN")))).isFalse();
        assertThat(isOfOneOwner(List.of(in("mei", "CN", "US")), List.of(in("mei", "US", "CN"))))
                .as("in whatever order")
                .isTrue();
        assertThat(isOfOneOwner(everywhere(MEI), List.of(in("mei").withShareBp(1))))
                .as("its policy is that of an owner, however small its part")
                .isTrue();
    }

    @Test
    void theSameShareMayBeWrittenInSeveralWays() {
        OwnerShare named = in("mei", "*");
        assertThat(isOfOneOwner(everywhere(MEI), List.of(named))).isTrue();
        assertThat(isOfOneOwner(List.of(in("mei").withTo(1L)), List.of(named.withTo(1L)))).isTrue();
        assertThat(isOfOneOwner(List.of(in("mei", "CN")), List.of(in("mei", "CN", "*").withTo(1L))))
                .isFalse();
    }

    /** A right that joins later is none of a share that lists those of today. */
    @Test
    void whoListsEachRightOwnsNoOtherOne() {
        OwnerShare listed = new OwnerShare("mei", List.of(), List.of(RightType.values()));
        assertThat(isOfOneOwner(everywhere(MEI), List.of(listed))).isFalse();
        assertThat(isOfOneOwner(List.of(listed), everywhere(MEI))).isTrue();
        List<RightType> turned = new ArrayList<>(listed.rightTypes());
        Collections.reverse(turned);
        assertThat(isOfOneOwner(List.of(listed), List.of(listed.withRightTypes(turned))))
                .as("in whatever order")
                .isTrue();
    }

    @Test
    void whoClaimsWhatOthersOwnGainsNothing() {
        RegisteredWork film =
                work(everywhere(List.of("harbour", "mei")))
                        .withContested(
                                List.of(
                                        new ContestedRight(
                                                RightType.LIVE_RELAY,
                                                List.of(),
                                                List.of(),
                                                null,
                                                null)));
        ReferenceOverlap one = published(found(10_000, 1), work(everywhere(MEI)), film);
        assertThat(Overlaps.shared(one).ofOneOwner()).isFalse();
        assertThat(one.open()).isTrue();
    }

    @Test
    void ofMoreOwnersThanARecordNamesNothingIsKnown() {
        List<OwnerShare> many =
                IntStream.rangeClosed(0, ReferenceOverlap.MOST_OWNERS)
                        .mapToObj(i -> in("party-" + (10 + i)))
                        .toList();
        assertThat(isOfOneOwner(many, many)).isFalse();
        assertThat(isOfOneOwner(many.subList(1, many.size()), many.subList(1, many.size())))
                .isTrue();
    }

    @Test
    void ofManyStretchesTheLongestAreKept() {
        FoundOverlap all = null;
        for (int i = 0; i < 3 * ReferenceOverlap.MOST_SPANS; i++) {
            FoundOverlap next =
                    Overlaps.found("clip", "master", evidence("film", i * 10_000, 0, 1_000 + i), 1);
            all = Overlaps.with(all, next);
        }
        assertThat(all.spans()).hasSize(ReferenceOverlap.MOST_SPANS);
        assertThat(all.spans().get(0).lengthMs()).isEqualTo(1_059);
        assertThat(Overlaps.with(all, found(7_000, 2)).spans()).as("a later reading").hasSize(1);
        assertThat(Overlaps.with(all, found(7_000, 0))).as("an earlier one").isEqualTo(all);
    }

    private static OverlapOwners owners(List<String> parties) {
        return Overlaps.owners(work(everywhere(parties)));
    }

    /** What is sent of an overlap, in a random order. */
    private static final class History {
        private final Random random;
        private final boolean firstComeOwns;
        private final Map<String, ReferenceOverlap> topic = new HashMap<>();
        private final List<ReferenceOverlap> all = new ArrayList<>();
        private OverlapBook book = OverlapBook.NEW;

        History(long seed, boolean firstComeOwns) {
            random = new Random(seed);
            this.firstComeOwns = firstComeOwns;
        }

        private void side(FoundOverlap found, List<String> owners, boolean gone) {
            Overlaps.Step step = Overlaps.step(book, new OverlapSide(found, owners(owners), gone));
            book = step.book();
            for (ReferenceOverlap one : step.published()) {
                if (firstComeOwns && one.workId().equals(found.workId())) {
                    // The planted fault: the one whose news it was is not in the wrong.
                    continue;
                }
                topic.put(one.key(), one);
                all.add(one);
            }
        }

        /** Both sides, each in its order, the two interleaved; returns how it should end. */
        boolean play() {
            FoundOverlap first = found(4_000 + random.nextInt(4_000), 1);
            FoundOverlap second =
                    Overlaps.with(
                            first,
                            Overlaps.found(
                                    "clip", "master", evidence("film", 50_000, 9_000, 3_000), 1));
            boolean isGone = random.nextInt(3) == 0;
            boolean isSold = random.nextInt(3) == 0;
            List<Runnable> ofClip = new ArrayList<>();
            List<Runnable> ofFilm = new ArrayList<>();
            ofClip.add(() -> side(first, MEI, false));
            ofClip.add(() -> side(second, MEI, false));
            ofFilm.add(() -> side(first.mirrored(), HARBOUR, false));
            ofFilm.add(() -> side(second.mirrored(), HARBOUR, false));
            if (isSold) {
                ofFilm.add(() -> side(second.mirrored(), MEI, false));
            }
            if (isGone) {
                ofClip.add(() -> side(second, MEI, true));
            }
            while (!ofClip.isEmpty() || !ofFilm.isEmpty()) {
                boolean isClip = ofFilm.isEmpty() || !ofClip.isEmpty() && random.nextBoolean();
                (isClip ? ofClip : ofFilm).remove(0).run();
            }
            return !isGone && !isSold && second.commonMs() >= Overlaps.LEAST_MS;
        }

        private String end(boolean expected) {
            long open = topic.values().stream().filter(ReferenceOverlap::open).count();
            if (open != (expected ? 2 : 0)) {
                return open + " sides open, expected " + (expected ? 2 : 0);
            }
            for (int i = 0; i + 1 < all.size(); i += 2) {
                boolean isPair =
                        all.get(i).overlapId().equals(all.get(i + 1).overlapId())
                                && all.get(i).otherWorkId().equals(all.get(i + 1).workId())
                                && all.get(i).open() == all.get(i + 1).open()
                                && all.get(i).spans().stream()
                                        .map(OverlapSpan::mirrored)
                                        .toList()
                                        .equals(all.get(i + 1).spans());
                if (!isPair) {
                    return "one side alone: " + all.get(i);
                }
            }
            return null;
        }
    }

    @Test
    void inAnyOrderBothSidesLearnTheSame() {
        int open = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            History history = new History(seed, false);
            boolean expected = history.play();
            assertThat(history.end(expected)).as("seed %s", seed).isNull();
            open += expected ? 1 : 0;
        }
        assertThat(open).isBetween(SEEDS / 10, SEEDS * 9 / 10);
    }

    @Test
    void aPlantedRightOfTheFirstIsFound() {
        int found = 0;
        for (long seed = 0; seed < SEEDS / 10; seed++) {
            History history = new History(seed, true);
            boolean expected = history.play();
            found += history.end(expected) == null ? 0 : 1;
        }
        assertThat(found).isPositive();
    }

    /** What two recordings have in common, reading for reading. */
    private static final class Readings {
        private OverlapBook book = OverlapBook.NEW;
        private ReferenceOverlap film;

        /** The film is read, and found to have 10 s at that place of the clip. */
        void film(long at, long clipFromMs) {
            takes(
                    Overlaps.found(
                            "film", "master", evidence("clip", 5_000, clipFromMs, 10_000), at));
        }

        /** The film is read, and found to have the first half minute of the clip. */
        void filmWhole(long at) {
            takes(Overlaps.found("film", "master", evidence("clip", 60_000, 0, 30_000), at));
        }

        /** The clip is read; of its first half minute the middle is too noisy to be found. */
        void clipInParts(long at, long gapMs) {
            for (long fromMs : new long[] {0, 10_000 + gapMs}) {
                long lengthMs = fromMs == 0 ? 10_000 : 20_000 - gapMs;
                takes(
                        Overlaps.found(
                                "clip",
                                "master",
                                evidence("film", fromMs, 60_000 + fromMs, lengthMs),
                                at));
            }
        }

        /** The clip is read, and found to have 10 s at that place of the film. */
        void clip(long at, long filmFromMs) {
            takes(Overlaps.found("clip", "master", evidence("film", 0, filmFromMs, 10_000), at));
        }

        private void takes(FoundOverlap found) {
            FoundOverlap known = book.first() == null ? null : book.first().found();
            FoundOverlap all =
                    Overlaps.with(known, found.workId().equals("clip") ? found : found.mirrored());
            side(new OverlapSide(all, OverlapOwners.NONE, false));
            side(new OverlapSide(all.mirrored(), OverlapOwners.NONE, false));
        }

        void filmGoes() {
            side(new OverlapSide(book.second().found(), OverlapOwners.NONE, true));
        }

        void clipGoes() {
            side(new OverlapSide(book.first().found(), OverlapOwners.NONE, true));
        }

        private void side(OverlapSide side) {
            Overlaps.Step step = Overlaps.step(book, side);
            book = step.book();
            step.published().stream()
                    .filter(one -> one.workId().equals("film"))
                    .forEach(one -> film = one);
        }

        List<Boolean> newer() {
            return film.spans().stream().map(OverlapSpan::newer).toList();
        }
    }

    @Test
    void whatIsRegisteredAnewHasFirstWhatItHadFirst() {
        Readings readings = new Readings();
        readings.clip(1, 20_000);
        assertThat(readings.newer()).containsExactly(false);
        readings.filmGoes();
        readings.film(2, 1_000);
        assertThat(readings.newer()).as("the same place of the clip").containsExactly(false);
        readings.film(2, 30_000);
        assertThat(readings.newer())
                .as("what the clip had, and its earlier version had not")
                .containsExactlyInAnyOrder(false, true);
        readings.film(3, 30_000);
        assertThat(readings.newer()).containsExactly(true);
        readings.clip(4, 5_000);
        assertThat(readings.newer()).as("now the clip is read anew").containsExactly(true);
    }

    /** All recordings are registered anew at once, and are searched for when their turn comes. */
    @Test
    void whatBothHadIsKnownWhileBothAreReadAnew() {
        for (boolean isClipFirst : List.of(true, false)) {
            Readings readings = new Readings();
            readings.clip(1, 5_000);
            readings.filmGoes();
            readings.clipGoes();
            if (isClipFirst) {
                readings.clip(2, 5_000);
                readings.film(3, 0);
            } else {
                readings.film(2, 0);
                readings.clip(3, 5_000);
            }
            assertThat(readings.newer()).as("clip first: %s", isClipFirst).containsOnly(false);
        }
    }

    /** Which stretches a match is found in differs from one reading to the next. */
    @Test
    void whatWasHadFirstInPartsWasHadFirst() {
        Readings readings = new Readings();
        readings.clipInParts(1, 9_000);
        assertThat(readings.newer()).containsExactly(false);
        for (long version = 2; version < 10; version++) {
            readings.filmWhole(version);
            assertThat(readings.newer()).as("%d", version).containsExactly(false);
        }
        readings.clipInParts(10, 9_000);
        assertThat(readings.newer()).containsExactly(false);
    }

    /** A match across the pause would else be one of the copy's own, and 20 parts are few. */
    @Test
    void partsThatGoOnInBothRecordingsAreOne() {
        Readings readings = new Readings();
        readings.clipInParts(1, 9_000);
        assertThat(readings.film.spans())
                .containsExactly(new OverlapSpan(60_000, 90_000, 0, 30_000, false));
        List<Long> places = LongStream.range(0, 60).map(i -> 60_000 * i).boxed().toList();
        List<Long> shuffled = new ArrayList<>(places);
        Collections.shuffle(shuffled, new Random(1));
        for (List<Long> order : List.of(places, shuffled)) {
            FoundOverlap hour = null;
            for (long fromMs : order) {
                Evidence part = evidence("film", fromMs, fromMs, 51_000);
                hour = Overlaps.with(hour, Overlaps.found("clip", "master", part, 1));
            }
            assertThat(hour.commonMs()).as("%s", order).isGreaterThan(30 * 60_000);
        }
        FoundOverlap loop = null;
        for (long fromMs = 0; fromMs < 20_000; fromMs += 5_000) {
            loop =
                    Overlaps.with(
                            loop,
                            Overlaps.found(
                                    "clip", "master", evidence("film", fromMs, 50_000, 4_000), 1));
        }
        assertThat(published(loop, everywhere(MEI), everywhere(HARBOUR)).spans())
                .as("a sound that one repeats")
                .hasSize(4);
    }

    /** More was put between them than a pause of the search: that is new, and no more. */
    @Test
    void whatLiesBetweenPartsThatWereHadFirstIsNew() {
        Readings readings = new Readings();
        readings.clipInParts(1, 15_000);
        for (long version = 2; version < 10; version++) {
            readings.filmWhole(version);
            assertThat(readings.film.spans())
                    .as("%d", version)
                    .containsExactlyInAnyOrder(
                            new OverlapSpan(60_000, 70_000, 0, 10_000, false),
                            new OverlapSpan(70_000, 85_000, 10_000, 25_000, true),
                            new OverlapSpan(85_000, 90_000, 25_000, 30_000, false));
        }
        readings.clipInParts(10, 15_000);
        assertThat(readings.newer()).containsExactly(false, false);
    }

    /** Each version a second further into the other recording. */
    @Test
    void whatIsInheritedDoesNotGrow() {
        Readings readings = new Readings();
        readings.clip(1, 20_000);
        for (int version = 2; version < 20; version++) {
            readings.film(version, 1_000L * (version - 1));
            for (OverlapSpan span : readings.film.spans()) {
                assertThat(span.newer()).as("%s", span).isEqualTo(span.otherToMs() > 12_000);
            }
        }
    }

    @Test
    void noStretchHasTwoThatHadItLater() {
        FoundOverlap one = found(10_000, 1);
        FoundOverlap other =
                Overlaps.found("film", "master", evidence("clip", 20_100, 0, 9_900), 1);
        assertThat(Overlaps.with(one, other.mirrored())).isEqualTo(one);
        assertThat(Overlaps.with(other, one.mirrored())).isEqualTo(other);
    }

    @Test
    void whatWasPublishedSaysWhatWasFound() {
        FoundOverlap found = found(10_000, 1);
        OverlapBook book = Overlaps.step(OverlapBook.NEW, side(found, owners(MEI))).book();
        for (ReferenceOverlap one :
                Overlaps.step(book, side(found.mirrored(), owners(HARBOUR))).published()) {
            SharedRecording shared = Overlaps.shared(one);
            assertThat(shared.ofOneOwner()).isFalse();
            assertThat(shared.holds()).isTrue();
            assertThat(Overlaps.found(shared))
                    .isEqualTo(one.workId().equals("clip") ? found : found.mirrored());
        }
    }

    @Test
    void oneOfWhichASideIsNotThereIsOver() {
        FoundOverlap found = found(10_000, 1);
        OverlapBook one = Overlaps.step(OverlapBook.NEW, side(found, owners(MEI))).book();
        assertThat(Overlaps.isOver(one)).isFalse();
        one = Overlaps.step(one, new OverlapSide(found, owners(MEI), true)).book();
        assertThat(Overlaps.isOver(one)).as("the other is not known").isTrue();
        for (boolean isGone : List.of(true, false)) {
            Overlaps.Step both =
                    Overlaps.step(one, new OverlapSide(found.mirrored(), owners(HARBOUR), isGone));
            assertThat(Overlaps.isOver(both.book())).isTrue();
            assertThat(both.published())
                    .as("a job before may have published that it holds")
                    .hasSize(2)
                    .noneMatch(ReferenceOverlap::holds);
        }
    }

    /** The film is registered anew while the owners are read at a start without state. */
    @Test
    void whoHadItFirstIsKnownBeforeTheOwnersAre() {
        FoundOverlap before = found(10_000, 1);
        FoundOverlap after =
                Overlaps.found("film", "master", evidence("clip", 20_000, 0, 10_000), 2).mirrored();
        OverlapBook book = OverlapBook.NEW;
        for (FoundOverlap found : List.of(before, after)) {
            for (FoundOverlap one : List.of(found, found.mirrored())) {
                Overlaps.Step step = Overlaps.step(book, new OverlapSide(one, null, false));
                assertThat(step.published()).isEmpty();
                book = step.book();
            }
        }
        book = Overlaps.step(book, side(after, owners(MEI))).book();
        assertThat(Overlaps.step(book, side(after.mirrored(), owners(HARBOUR))).published())
                .filteredOn(one -> one.workId().equals("film"))
                .singleElement()
                .matches(one -> one.open() && !one.spans().get(0).newer());
    }
}
