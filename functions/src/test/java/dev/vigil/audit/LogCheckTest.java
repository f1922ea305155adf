package dev.vigil.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.audit.AuditPage;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is tampered with is found and named with its place: 1,000 random places. */
@ExtendWith(KeptSignatures.class)
class LogCheckTest {
    /** Of each kind of tampering; together more than a thousand. */
    private static final int PLACES = 64;

    private static final int PAGES = 60;

    private final TestingLogs log = new TestingLogs(20_261_127);
    private List<AuditPage> pages;
    private List<String> seals;
    private List<byte[]> lines;
    private LogCheck.Limits limits = LogCheck.Limits.USUAL;

    @BeforeEach
    void write() {
        log.write(PAGES, 12);
        begin();
    }

    private void begin() {
        pages = log.pages();
        seals = log.seals();
        lines = log.lines();
    }

    private LogReport report() {
        return log.check(pages, seals, lines, log.nowMs(), limits);
    }

    private static LogFinding only(LogReport report, LogFault fault) {
        assertThat(report.findings()).hasSize(1);
        assertThat(report.findings().get(0).fault()).isEqualTo(fault);
        return report.findings().get(0);
    }

    @Test
    void aLogThatNobodyTouchedIsClean() {
        LogReport report = report();
        assertThat(report.findings()).isEmpty();
        assertThat(report.isClean()).isTrue();
        assertThat(report.pages()).isEqualTo(PAGES).isEqualTo(report.sealed());
        assertThat(report.seals()).isEqualTo(seals.size());
        assertThat(report.records()).isEqualTo(lines.size());
        assertThat(report.repeats()).isZero();
        assertThat(report.later()).isZero();
    }

    /** What can be done to a log; each finds a place of its own and says what has to be found. */
    private enum Tampering {
        RECORD_ALTERED {
            @Override
            void at(LogCheckTest it, Random random) {
                int line = random.nextInt(it.lines.size());
                byte[] record = it.lines.get(line).clone();
                int data = "{\"data_base64\":\"".length();
                int at = data + random.nextInt(20);
                record[at] = (byte) (record[at] == 'A' ? 'B' : 'A');
                it.lines.set(line, record);
                assertThat(only(it.report(), LogFault.ALTERED).place())
                        .isEqualTo(it.log.places().get(line).toString());
            }
        },
        ANY_BYTE_OF_A_RECORD_ALTERED {
            @Override
            void at(LogCheckTest it, Random random) {
                int line = random.nextInt(it.lines.size());
                byte[] record = it.lines.get(line).clone();
                record[random.nextInt(record.length)] ^= (byte) (1 << random.nextInt(7));
                it.lines.set(line, record);
                String place = it.log.places().get(line).toString();
                assertThat(it.report().findings())
                        .anyMatch(
                                found ->
                                        found.place().equals(place)
                                                && (found.fault() == LogFault.ALTERED
                                                        || found.fault() == LogFault.MISSING));
            }
        },
        RECORD_DROPPED {
            @Override
            void at(LogCheckTest it, Random random) {
                int line = random.nextInt(it.lines.size());
                it.lines.remove(line);
                assertThat(only(it.report(), LogFault.MISSING).place())
                        .isEqualTo(it.log.places().get(line).toString());
            }
        },
        RECORDS_SWAPPED {
            @Override
            void at(LogCheckTest it, Random random) {
                int line = it.lineBeforeOneOfItsPage(random);
                RecordPlace one = it.log.places().get(line);
                RecordPlace other = it.log.places().get(line + 1);
                byte[] first = it.lines.get(line);
                it.lines.set(line, RecordPlace.moved(it.lines.get(line + 1), one.offset()));
                it.lines.set(line + 1, RecordPlace.moved(first, other.offset()));
                assertThat(it.report().findings())
                        .hasSize(2)
                        .allMatch(found -> found.fault() == LogFault.REORDERED)
                        .extracting(LogFinding::place)
                        .containsExactly(one.toString(), other.toString());
            }
        },
        LINES_SWAPPED {
            @Override
            void at(LogCheckTest it, Random random) {
                int line = it.lineBeforeOneOfItsPage(random);
                Collections.swap(it.lines, line, line + 1);
                assertThat(only(it.report(), LogFault.REORDERED).place())
                        .isEqualTo(it.log.places().get(line).toString());
            }
        },
        RECORD_ADDED {
            @Override
            void at(LogCheckTest it, Random random) {
                int line = random.nextInt(it.lines.size());
                RecordPlace place = it.log.places().get(line);
                RecordPlace free = new RecordPlace(place.topic(), place.partition(), 0);
                it.lines.add(0, RecordPlace.moved(it.lines.get(line), 0));
                assertThat(only(it.report(), LogFault.ALTERED).place()).isEqualTo(free.toString());
            }
        },
        TAIL_CUT {
            @Override
            void at(LogCheckTest it, Random random) {
                int left = random.nextInt(PAGES);
                it.pages = it.pages.subList(0, left);
                assertThat(only(it.report(), LogFault.CUT).place()).isEqualTo("page " + left);
            }
        },
        PAGE_DROPPED {
            @Override
            void at(LogCheckTest it, Random random) {
                int index = random.nextInt(it.lastSealedBefore(PAGES));
                PageLeaf leaf = PageLeaf.parse(it.pages.remove(index).leaf());
                LogFinding found = only(it.report(), LogFault.MISSING);
                if (found.place().startsWith("page")) {
                    assertIncludes(found, index);
                } else {
                    assertThat(found.place())
                            .isEqualTo(leaf.place() + "/" + (leaf.prev() + 1) + " to " + leaf.to());
                }
            }
        },
        PAGES_SWAPPED {
            @Override
            void at(LogCheckTest it, Random random) {
                int one = random.nextInt(PAGES - 1);
                int other = one + 1 + random.nextInt(PAGES - one - 1);
                Collections.swap(it.pages, one, other);
                assertThat(only(it.report(), LogFault.REORDERED).place())
                        .isEqualTo("pages " + one + " and " + other);
            }
        },
        DIGEST_ALTERED {
            @Override
            void at(LogCheckTest it, Random random) {
                int index = random.nextInt(PAGES);
                AuditPage page = it.pages.get(index);
                byte[] digests = page.digests().clone();
                digests[random.nextInt(digests.length)] ^= 1;
                it.pages.set(index, page.withDigests(digests));
                assertThat(only(it.report(), LogFault.ALTERED).place()).isEqualTo("page " + index);
            }
        },
        OFFSETS_ALTERED {
            @Override
            void at(LogCheckTest it, Random random) {
                int index = random.nextInt(PAGES);
                AuditPage page = it.pages.get(index);
                List<Long> runs = new ArrayList<>(page.runs());
                runs.set(0, runs.get(0) + 1);
                it.pages.set(index, page.withRuns(runs));
                assertThat(only(it.report(), LogFault.ALTERED).place()).isEqualTo("page " + index);
            }
        },
        OFFSETS_MOVED {
            @Override
            void at(LogCheckTest it, Random random) {
                int index = random.nextInt(PAGES);
                while (it.pages.get(index).runs().size() < 3) {
                    index = (index + 1) % PAGES;
                }
                AuditPage page = it.pages.get(index);
                List<Long> runs = new ArrayList<>(page.runs());
                int last = runs.size() - 1;
                runs.set(0, runs.get(0) + 1);
                if (runs.get(last) > 1) {
                    runs.set(last, runs.get(last) - 1);
                } else {
                    runs.set(1, runs.get(1) + runs.get(last));
                    runs.set(0, page.runs().get(0));
                    Collections.swap(runs, 1, last);
                }
                if (runs.equals(page.runs())) {
                    return;
                }
                it.pages.set(index, page.withRuns(runs));
                assertThat(only(it.report(), LogFault.ALTERED).place()).isEqualTo("page " + index);
            }
        },
        LEAF_ALTERED {
            @Override
            void at(LogCheckTest it, Random random) {
                int index = random.nextInt(PAGES);
                AuditPage page = it.pages.get(index);
                PageLeaf leaf = PageLeaf.parse(page.leaf());
                it.pages.set(index, page.withLeaf(altered(leaf, random).text()));
                LogFinding found = only(it.report(), LogFault.ALTERED);
                assertIncludes(found, index);
            }

            private PageLeaf altered(PageLeaf leaf, Random random) {
                String topic = random.nextBoolean() ? "strikes" : leaf.topic();
                int partition = random.nextBoolean() ? 1 - leaf.partition() : leaf.partition();
                long prev = random.nextBoolean() ? leaf.from() - 1 : PageLeaf.NONE;
                byte[] root = Paging.root(leaf);
                root[3] ^= (byte) (random.nextInt(3) == 0 ? 1 : 0);
                long later = random.nextBoolean() ? 0 : 1;
                PageLeaf other =
                        new PageLeaf(
                                topic,
                                partition,
                                leaf.from(),
                                leaf.to(),
                                prev,
                                leaf.count(),
                                Base64.getEncoder().encodeToString(root),
                                leaf.runs(),
                                leaf.at() + later);
                return other.equals(leaf) ? altered(leaf, random) : other;
            }
        },
        SEAL_ALTERED {
            @Override
            void at(LogCheckTest it, Random random) {
                int index = random.nextInt(it.seals.size());
                StringBuilder note = new StringBuilder(it.seals.get(index));
                int at = random.nextInt(note.length());
                note.setCharAt(at, note.charAt(at) == 'x' ? 'y' : 'x');
                it.seals.set(index, note.toString());
                assertThat(only(it.report(), LogFault.UNSIGNED).place()).isEqualTo("seal " + index);
            }
        },
        SIGNED_AGAIN_BY_ANOTHER {
            @Override
            void at(LogCheckTest it, Random random) {
                it.alterRecordPageAndSeals(
                        random, TestingLogs.OTHER, TestingLogs.OTHER_PAIR.getPrivate());
                assertThat(it.report().findings())
                        .hasSize(it.seals.size() + 1)
                        .allMatch(found -> found.fault() == LogFault.UNSIGNED);
            }
        },
        SIGNED_AGAIN_WITH_THE_KEY {
            @Override
            void at(LogCheckTest it, Random random) {
                String kept = it.seals.get(it.seals.size() - 1 - random.nextInt(3));
                it.alterRecordPageAndSeals(random, TestingLogs.KEY, TestingLogs.PAIR.getPrivate());
                assertThat(it.report().findings()).as("undetectable from within").isEmpty();
                it.seals.add(kept);
                long size = SealText.parse(SignedNote.parse(kept).text()).size();
                assertThat(only(it.report(), LogFault.FORKED).place())
                        .isEqualTo("seal of " + size + " pages");
            }
        },
        SEAL_FORKED {
            @Override
            void at(LogCheckTest it, Random random) {
                int index = random.nextInt(it.seals.size() - 1);
                SealText text = SealText.parse(SignedNote.parse(it.seals.get(index)).text());
                byte[] root = text.root().clone();
                root[random.nextInt(32)] ^= 1;
                it.seals.add(
                        random.nextInt(it.seals.size()),
                        TestingLogs.sign(
                                        new SealText(text.origin(), text.size(), root),
                                        TestingLogs.KEY,
                                        TestingLogs.PAIR.getPrivate())
                                .toString());
                assertThat(only(it.report(), LogFault.FORKED).place())
                        .isEqualTo("seal of " + text.size() + " pages");
            }
        };

        abstract void at(LogCheckTest it, Random random);
    }

    private static void assertIncludes(LogFinding found, int index) {
        assertThat(isIncluded(found, index)).as(found.toString()).isTrue();
    }

    private static boolean isIncluded(LogFinding found, int index) {
        String[] words = found.place().split(" ");
        int from = Integer.parseInt(words[1]);
        int to = words.length == 2 ? from : Integer.parseInt(words[3]);
        return from <= index && index <= to;
    }

    /** Behind the seal before the last one a page that is lost can't be told from the last. */
    private int lastSealedBefore(int size) {
        return seals.stream()
                .mapToInt(note -> (int) SealText.parse(SignedNote.parse(note).text()).size())
                .filter(covered -> covered < size)
                .max()
                .orElseThrow();
    }

    /** A line whose next is a record of the same page. */
    private int lineBeforeOneOfItsPage(Random random) {
        while (true) {
            int line = random.nextInt(lines.size() - 1);
            if (isOnOnePage(log.places().get(line), log.places().get(line + 1))) {
                return line;
            }
        }
    }

    private boolean isOnOnePage(RecordPlace one, RecordPlace other) {
        return pages.stream()
                .map(page -> PageLeaf.parse(page.leaf()))
                .anyMatch(leaf -> holds(leaf, one) && holds(leaf, other));
    }

    private static boolean holds(PageLeaf leaf, RecordPlace place) {
        return leaf.place().equals(PageLeaf.place(place.topic(), place.partition()))
                && leaf.from() <= place.offset()
                && place.offset() <= leaf.to();
    }

    /** As one would who writes the topics and has a key: nothing contradicts itself. */
    private void alterRecordPageAndSeals(Random random, NoteKey key, PrivateKey privateKey) {
        int index = random.nextInt(PAGES / 2);
        AuditPage page = pages.get(index);
        PageLeaf leaf = PageLeaf.parse(page.leaf());
        RecordPlace place = new RecordPlace(leaf.topic(), leaf.partition(), leaf.from());
        int line = log.places().indexOf(place);
        byte[] record = lines.get(line).clone();
        record["{\"data_base64\":\"".length()] ^= 1;
        lines.set(line, record);
        HashList digests = new HashList(page.digests().clone());
        digests.set(0, new TreeHasher().leaf(record));
        pages.set(
                index,
                Paging.page(
                        page.origin(),
                        new PartitionEnd(leaf.topic(), leaf.partition(), leaf.prev()),
                        Paging.offsets(page, leaf),
                        digests,
                        leaf.at()));
        MerkleTree tree = new MerkleTree();
        TreeHasher hasher = new TreeHasher();
        pages.forEach(it -> tree.add(Paging.leafHash(hasher, it)));
        seals.replaceAll(
                note -> {
                    SealText text = SealText.parse(SignedNote.parse(note).text());
                    return TestingLogs.sign(
                                    new SealText(
                                            text.origin(), text.size(), tree.root(text.size())),
                                    key,
                                    privateKey)
                            .toString();
                });
    }

    @ParameterizedTest
    @EnumSource(Tampering.class)
    void whatIsTamperedWithIsFoundAndNamed(Tampering tampering) {
        assertThat(PLACES * Tampering.values().length).isGreaterThan(1_000);
        for (int place = 0; place < PLACES; place++) {
            begin();
            try {
                tampering.at(this, new Random(place));
            } catch (AssertionError e) {
                throw new AssertionError(tampering + " of seed " + place, e);
            }
        }
    }

    /**
     * Years of records are checked in as much memory: what it holds is as little here as each seal
     * of the log leaves it, and what is found is the same.
     */
    @ParameterizedTest
    @EnumSource(
            value = Tampering.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"PAGE_DROPPED", "PAGES_SWAPPED", "LEAF_ALTERED"})
    void aLogThatIsLongerThanWhatIsHeldIsCheckedAsWell(Tampering tampering) {
        limits = new LogCheck.Limits(40, 200, 4);
        assertThat(lines).hasSizeGreaterThan(limits.records());
        whatIsTamperedWithIsFoundAndNamed(tampering);
    }

    /** What can't be told apart without the rest of the log has the same place all the same. */
    @ParameterizedTest
    @EnumSource(
            value = Tampering.class,
            names = {"PAGE_DROPPED", "LEAF_ALTERED"})
    void whatIsBehindAPageThatIsGoneIsNotCertain(Tampering tampering) {
        limits = new LogCheck.Limits(32, 100, 4);
        for (int index = 0; index < PAGES / 2; index++) {
            begin();
            PageLeaf leaf = PageLeaf.parse(pages.get(index).leaf());
            if (tampering == Tampering.PAGE_DROPPED) {
                pages.remove(index);
            } else {
                pages.set(
                        index,
                        pages.get(index)
                                .withLeaf(pages.get(index).leaf().replace("\"at\":1", "\"at\":2")));
            }
            LogReport report = report();
            int place = index;
            assertThat(report.findings())
                    .as("page %d", index)
                    .anyMatch(
                            found ->
                                    found.place().startsWith("page")
                                            ? isIncluded(found, place)
                                            : areIncluded(found, leaf));
            assertThat(report.sealed()).isLessThanOrEqualTo(index);
            assertThat(report.records()).isEqualTo(lines.size());
            assertThat(report.notChecked())
                    .anyMatch(line -> line.startsWith("the pages behind page"));
        }
    }

    /** Its offsets, and possibly those of some behind it. */
    private static boolean areIncluded(LogFinding found, PageLeaf leaf) {
        String[] words = found.place().substring(leaf.place().length() + 1).split(" ");
        return found.place().startsWith(leaf.place() + "/")
                && Long.parseLong(words[0]) <= leaf.prev() + 1
                && Long.parseLong(words[2]) >= leaf.to();
    }

    /** The seals end long before the log: what waits for one has a limit too. */
    @Test
    void aLogThatIsNotSealedForLongIsCheckedAgainstItsRecords() {
        limits = new LogCheck.Limits(8, 100, 4);
        seals = seals.subList(0, 1);
        lines.remove(lines.size() - 1);
        LogReport report = report();
        assertThat(only(report, LogFault.MISSING).place())
                .isEqualTo(log.places().get(lines.size()).toString());
        assertThat(report.pages()).isEqualTo(PAGES);
        assertThat(report.sealed()).isLessThan(PAGES / 2);
    }

    /** A6: what an erasure has taken from a compacted topic is no finding; the rest is checked. */
    @Test
    void afterAnErasureTheRestStillVerifies() {
        List<RecordSource.Span> whole = GivenLog.all(List.of("verdicts", "notices"));
        for (int line = lines.size() - 1; line >= 0; line--) {
            boolean isErased = line % 3 == 0 && log.places().get(line).topic().equals("list");
            if (isErased) {
                lines.remove(line);
            }
        }
        assertThat(lines).hasSizeLessThan(log.lines().size() - 10);
        assertThat(check(whole).findings()).isEmpty();
        int left = lines.size();
        for (int line = 0; line < left; line++) {
            byte[] before = lines.get(line);
            byte[] other = before.clone();
            other["{\"data_base64\":\"".length()] ^= 1;
            lines.set(line, other);
            RecordPlace place = RecordPlace.in(other, 0, other.length);
            assertThat(only(check(whole), LogFault.ALTERED).place()).isEqualTo(place.toString());
            lines.set(line, before);
        }
    }

    private LogReport check(List<RecordSource.Span> whole) {
        return new LogCheck(TestingLogs.ORIGIN, List.of(TestingLogs.KEY), log.nowMs())
                .run(new GivenLog(pages, seals, lines, whole));
    }

    /** Seals that come long after their time are held against the log in another walk. */
    @Test
    void aSealThatComesLateIsComparedToo() {
        limits = new LogCheck.Limits(32, 100, 1);
        Collections.reverse(seals);
        assertThat(report().findings()).isEmpty();
        SealText text = SealText.parse(SignedNote.parse(seals.get(seals.size() - 1)).text());
        byte[] root = text.root().clone();
        root[0] ^= 1;
        seals.add(
                TestingLogs.sign(
                                new SealText(text.origin(), text.size(), root),
                                TestingLogs.KEY,
                                TestingLogs.PAIR.getPrivate())
                        .toString());
        assertThat(only(report(), LogFault.FORKED).place())
                .isEqualTo("seal of " + text.size() + " pages");
    }

    @Test
    void silenceIsFound() {
        log.pass(LogCheck.STALE_MS + 1);
        log.write(1, 3);
        begin();
        assertThat(only(report(), LogFault.STALE).place()).isEqualTo("page " + PAGES);
    }

    @Test
    void anOldSealIsStale() {
        String last = seals.get(seals.size() - 1);
        long freshUntil = log.nowMs() + LogCheck.STALE_MS;
        assertThat(log.check(pages, seals, lines, freshUntil).findings()).isEmpty();
        assertThat(only(log.check(pages, seals, lines, freshUntil + 1), LogFault.STALE).place())
                .isEqualTo("seal of " + PAGES + " pages");
        assertThat(last).contains("\n" + PAGES + "\n");
    }

    @Test
    void aLogWithoutSealsIsUnsigned() {
        seals = List.of();
        assertThat(only(report(), LogFault.UNSIGNED).place())
                .isEqualTo("log " + TestingLogs.ORIGIN);
    }

    /** All of it is gone: that is no clean log. */
    @Test
    void anEmptiedLogIsCut() {
        pages = List.of();
        seals = List.of();
        assertThat(only(report(), LogFault.CUT).place()).isEqualTo("log " + TestingLogs.ORIGIN);
    }

    /** The logger left a partition out: its records are older than pages which came later. */
    @Test
    void aRecordThatIsOnNoPageIsMissing() {
        RecordPlace place = new RecordPlace("strikes", 0, 0);
        byte[] old =
                RecordBytes.of(
                        place,
                        new RecordTime("CreateTime", log.nowMs() - LogCheck.BEHIND_MS - 1),
                        null,
                        List.of(),
                        new byte[1]);
        lines.add(old);
        lines.add(
                RecordBytes.of(
                        new RecordPlace("strikes", 0, 1),
                        new RecordTime("CreateTime", log.nowMs()),
                        null,
                        List.of(),
                        new byte[1]));
        LogReport report = report();
        assertThat(only(report, LogFault.MISSING).place()).isEqualTo("strikes/0/0");
        assertThat(report.later()).isEqualTo(2);
    }

    /** A log with a larger number that names no other one. */
    @Test
    void aLogWithoutItsBeginningIsNamed() {
        LogCheck check = new LogCheck("site.example/audit/2", List.of(), log.nowMs());
        pages.replaceAll(page -> page.withOrigin("site.example/audit/2"));
        assertThat(check.run(new GivenLog(pages, List.of(), List.of(), List.of())).findings())
                .extracting(found -> found.fault() + " " + found.place())
                .contains("MISSING page 0");
    }

    @Test
    void aPageOfTheFutureDoesNotHideSilence() {
        long atMs = log.nowMs() + LogCheck.STALE_MS + 1;
        AuditPage last = pages.get(PAGES - 1);
        PageLeaf leaf = PageLeaf.parse(last.leaf());
        pages.add(
                Paging.empty(
                        TestingLogs.ORIGIN,
                        new PartitionEnd(leaf.topic(), leaf.partition(), leaf.to()),
                        leaf.to() + 1,
                        leaf.to() + 1,
                        atMs + 86_400_000));
        assertThat(log.check(pages, seals, lines, atMs).findings())
                .extracting(found -> found.fault() + " " + found.place())
                .contains("STALE page " + PAGES, "STALE seal of " + PAGES + " pages");
    }

    @Test
    void pagesThatWerePublishedTwiceAreNoEntries() {
        pages.add(40, pages.get(39));
        pages.add(20, pages.get(7));
        LogReport report = report();
        assertThat(report.findings()).isEmpty();
        assertThat(report.repeats()).isEqualTo(2);
        assertThat(report.pages()).isEqualTo(PAGES);
    }

    /** An alteration does not hide another one, nor make a sound record suspect. */
    @Test
    void severalFindingsAreAllNamed() {
        int page = 30;
        byte[] digests = pages.get(page).digests().clone();
        digests[0] ^= 1;
        pages.set(page, pages.get(page).withDigests(digests));
        byte[] record = lines.get(0).clone();
        record["{\"data_base64\":\"".length()] ^= 1;
        lines.set(0, record);
        lines.remove(lines.size() - 1);
        assertThat(report().findings())
                .extracting(found -> found.fault() + " " + found.place())
                .contains(
                        "ALTERED page " + page,
                        "ALTERED " + log.places().get(0),
                        "MISSING " + log.places().get(log.places().size() - 1))
                .hasSize(3);
    }

    @Test
    void whatIsNoRecordIsMissing() {
        lines.set(7, "no record".getBytes(StandardCharsets.UTF_8));
        assertThat(only(report(), LogFault.MISSING).place())
                .isEqualTo(log.places().get(7).toString());
    }

    @Test
    void aRecordBehindTheLastPageIsNotLoggedYet() {
        RecordPlace last = log.places().get(lines.size() - 1);
        lines.add(RecordPlace.moved(lines.get(lines.size() - 1), last.offset() + 1_000));
        assertThat(report().findings()).isEmpty();
        assertThat(report().later()).isEqualTo(1);
    }

    @Test
    void findingsHaveALimitAndAreAllCounted() {
        log.write(200, 40);
        begin();
        lines.replaceAll(
                line -> {
                    byte[] other = line.clone();
                    other["{\"data_base64\":\"".length()] ^= 1;
                    return other;
                });
        LogReport report = report();
        assertThat(report.findings()).hasSize(LogReport.MOST_FINDINGS);
        assertThat(report.counts().get(LogFault.ALTERED)).isEqualTo(lines.size());
        assertThat(Arrays.asList(lines.size())).allMatch(size -> size > 2_000);
    }
}
