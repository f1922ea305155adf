package dev.vigil.register;

import static dev.vigil.register.TestingClaims.T0_MS;
import static dev.vigil.register.TestingClaims.claim;
import static dev.vigil.register.TestingClaims.decided;
import static dev.vigil.register.TestingClaims.share;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.register.TestingClaims.Book;
import dev.vigil.schema.register.WorkClaim;
import dev.vigil.schema.rights.ContestedRight;
import dev.vigil.schema.rights.ExcludedSegment;
import dev.vigil.schema.rights.OwnerShare;
import dev.vigil.schema.rights.RegisteredWork;
import dev.vigil.schema.rights.RightType;
import dev.vigil.schema.rights.WorkIds;
import dev.vigil.schema.rights.WorkTitle;
import dev.vigil.schema.wire.Json;
import dev.vigil.schema.wire.Topic;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The largest work that parties and the desk can make, and how long it takes. */
class LargestWorkTest {
    private static final int ENVELOPE = 10_000;

    /** 676 codes, of which 249 are of countries. */
    private static final List<String> CODES = codes();

    private static List<String> codes() {
        List<String> codes = new ArrayList<>();
        for (char a = 'A'; a <= 'Z'; a++) {
            for (char b = 'A'; b <= 'Z'; b++) {
                codes.add("" + a + b);
            }
        }
        return codes;
    }

    /** As many as the intake lets in: all everywhere but there, at times of their own. */
    private static Book crowded() {
        Book book = new Book(RegisterRules.DEFAULTS).desk(desk(), T0_MS);
        for (int party = 0; party < RegisterIntake.MOST_CLAIMANTS; party++) {
            String id = "party-" + party;
            List<OwnerShare> shares = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                int first = (party * 7 + i * 40) % 600;
                shares.add(
                        share(id, 9_000)
                                .withFrom(T0_MS + party * 10L + i * 1_000L)
                                .withTo(T0_MS + party * 10L + i * 1_000L + 900)
                                .withExceptTerritories(CODES.subList(first, first + 20)));
            }
            WorkClaim claim = claim(id, 1, shares.toArray(OwnerShare[]::new));
            RegisterIntake.requireRoom(book.facts(), claim);
            book.claim(claim, T0_MS);
        }
        for (int i = 0; i < RegisterIntake.MOST_DECISIONS; i++) {
            RightType right = i % 2 == 0 ? RightType.LIVE_RELAY : RightType.ON_DEMAND;
            book.decide(decided(right, CODES.get(i / 2), T0_MS, "party-" + i, "party-0"));
        }
        return book;
    }

    private static RegisteredWork desk() {
        WorkIds ids =
                new WorkIds(
                        null,
                        null,
                        null,
                        Collections.nCopies(100, "USS1Z1412345"),
                        "x".repeat(100),
                        "x".repeat(100));
        return TestingClaims.desk(1, share("desk", null))
                .with()
                .titles(Collections.nCopies(50, new WorkTitle("zh-Hans", "\u7247".repeat(500))))
                .excludedSegments(Collections.nCopies(100, new ExcludedSegment(0, 600_000_000)))
                .ids(ids)
                .build();
    }

    @Test
    void itFitsARecordAndTakesNoLongTime() {
        Book book = crowded();
        book.at(T0_MS);
        long bestMs = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            long beganNanos = System.nanoTime();
            Ownership.of(book.facts());
            bestMs = Math.min(bestMs, (System.nanoTime() - beganNanos) / 1_000_000);
        }
        assertThat(bestMs).as("ms of one fold").isLessThan(5_000);
        assertThat(book.open()).hasSizeGreaterThan(1_000);
        assertThat(Json.bytes(book.effective())).hasSizeLessThan(Topic.LARGEST_RECORD - ENVELOPE);
        assertThat(book.effective().contested()).hasSizeBetween(10, Ownership.MOST_CONTESTED);
        book.open()
                .values()
                .forEach(
                        one ->
                                assertThat(Json.bytes(one))
                                        .hasSizeLessThan(Topic.LARGEST_RECORD - ENVELOPE));
        book.receipts()
                .values()
                .forEach(
                        one -> {
                            assertThat(one.conflicts()).hasSizeLessThanOrEqualTo(100);
                            assertThat(Json.bytes(one))
                                    .hasSizeLessThan(Topic.LARGEST_RECORD - ENVELOPE);
                        });
    }

    /** The desk may register more beside claims that were there before. */
    @Test
    void whatTheDeskAddsLaterIsCutSoThatItFits() {
        Book book = new Book(RegisterRules.DEFAULTS);
        book.claim(claim("a", 1, share("a", 100)), T0_MS);
        List<OwnerShare> many = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            many.add(share("owner-" + i, 1).withTerritories(CODES.subList(0, 300)));
        }
        book.desk(desk().withOwners(many), T0_MS).at(T0_MS);
        RegisteredWork effective = book.effective();
        assertThat(effective.owners()).hasSizeBetween(100, 999);
        assertThat(effective.owners().get(0).ownerId()).isEqualTo("a");
        assertThat(Json.bytes(effective)).hasSizeLessThan(Topic.LARGEST_RECORD - ENVELOPE);
    }

    @Test
    void contestedRightsAreSaidAsAWholeWhereTheyAreMany() {
        Book book = new Book(RegisterRules.DEFAULTS);
        book.claim(claim("all", 1, share("all", 1)), T0_MS);
        OwnerShare[] days = new OwnerShare[Ownership.MOST_CONTESTED / 2 + 1];
        for (int i = 0; i < days.length; i++) {
            long from = T0_MS + 2L * i * TestingClaims.DAY_MS;
            days[i] = share("days", null).withFrom(from).withTo(from + TestingClaims.DAY_MS);
        }
        book.claim(claim("days", 1, days), T0_MS).at(T0_MS);
        assertThat(book.effective().contested())
                .extracting(ContestedRight::rightType)
                .containsExactly(RightType.values());
        assertThat(book.effective().isContested("CN", RightType.ON_DEMAND, T0_MS - 1)).isTrue();
    }

    @Test
    void contestedRightsAreNamedOneByOneWhereTheyAreFew() {
        Book book = new Book(RegisterRules.DEFAULTS);
        book.claim(claim("a", 1, share("a", null, "CN", "HK")), T0_MS);
        book.claim(claim("b", 1, share("b", null, "CN")), T0_MS).at(T0_MS);
        assertThat(book.effective().contested())
                .containsExactly(
                        new ContestedRight(
                                RightType.LIVE_RELAY, List.of("CN"), List.of(), null, null),
                        new ContestedRight(
                                RightType.ON_DEMAND, List.of("CN"), List.of(), null, null));
    }
}
