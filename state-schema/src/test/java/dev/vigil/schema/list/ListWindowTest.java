package dev.vigil.schema.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ListWindowTest {
    private static ListWindow window(String from, String to, String zone) {
        return new ListWindow(WindowType.EVENT, from, to, zone);
    }

    private static long ms(String utc) {
        return Instant.parse(utc).toEpochMilli();
    }

    private static void assertSpan(ListWindow window, String fromUtc, String toUtc) {
        assertThat(window.contains(ms(fromUtc) - 1)).as("before from").isFalse();
        assertThat(window.contains(ms(fromUtc))).as("at from").isTrue();
        assertThat(window.contains(ms(toUtc) - 1)).as("before to").isTrue();
        assertThat(window.contains(ms(toUtc))).as("at to").isFalse();
    }

    @Test
    void isHalfOpenInItsOwnZone() {
        assertSpan(
                window("2026-11-24T20:00:00", "2026-11-24T23:30:00", "Asia/Shanghai"),
                "2026-11-24T12:00:00Z",
                "2026-11-24T15:30:00Z");
    }

    @Test
    void withoutEndStaysOpen() {
        ListWindow window = window("2026-11-24T20:00:00", null, "Asia/Shanghai");
        assertThat(window.contains(ms("2026-11-24T11:59:59.999Z"))).isFalse();
        assertThat(window.contains(ms("2199-12-31T00:00:00Z"))).isTrue();
    }

    @Test
    void lastsLongerWhereTheClocksGoBack() {
        assertSpan(
                window("2026-10-25T01:00:00", "2026-10-25T04:00:00", "Europe/Berlin"),
                "2026-10-24T23:00:00Z",
                "2026-10-25T03:00:00Z");
    }

    @Test
    void takesTheEarlierFromAndTheLaterToOfATimeThatComesTwice() {
        assertSpan(
                window("2026-10-25T02:15:00", "2026-10-25T02:30:00", "Europe/Berlin"),
                "2026-10-25T00:15:00Z",
                "2026-10-25T01:30:00Z");
    }

    @Test
    void isTheSameInUtcWhichNeedsNoRulesOfAZone() {
        ListWindow window = window("2026-10-25T02:15:00", "2026-10-25T02:30:00", "Europe/Berlin");
        ListWindow kept = window.inUtc();
        assertThat(kept.zone()).isEqualTo("UTC");
        assertSpan(kept, "2026-10-25T00:15:00Z", "2026-10-25T01:30:00Z");
        assertThat(kept.inUtc()).isSameAs(kept);
        assertThat(window("2026-11-24T20:00:00", null, "Asia/Shanghai").inUtc().to()).isNull();
    }

    @Test
    void isOpenWithinATimeThatItOverlaps() {
        ListWindow window = window("2026-11-24T20:00:00", "2026-11-24T21:00:00", "UTC");
        long opens = ms("2026-11-24T20:00:00Z");
        long closes = ms("2026-11-24T21:00:00Z");
        assertThat(window.isOpen(opens - 2, opens - 1)).as("before it").isFalse();
        assertThat(window.isOpen(opens - 2, opens)).isTrue();
        assertThat(window.isOpen(opens - 2, closes + 2)).as("around it").isTrue();
        assertThat(window.isOpen(closes - 1, closes + 2)).isTrue();
        assertThat(window.isOpen(closes, closes + 2)).as("after it").isFalse();
    }

    @Test
    void movesATimeThatTheClocksSkip() {
        assertSpan(
                window("2026-03-29T02:30:00", "2026-03-29T04:00:00", "Europe/Berlin"),
                "2026-03-29T01:30:00Z",
                "2026-03-29T02:00:00Z");
    }

    @Test
    void mustNotBeEmpty() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> window("2026-11-24T20:00:00", "2026-11-24T20:00:00", "UTC"))
                .withMessageStartingWith("window.to: expected a time after from");
    }

    @Test
    void isNeededWhereTheClassSaysSo() {
        for (ListClass listClass : List.of(ListClass.IN_SCREENING, ListClass.HOT_BROADCAST)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> entry(listClass, List.of(), List.of()))
                    .withMessageStartingWith("windows: expected 1 to 50 entries");
        }
        assertThat(entry(ListClass.ORDER, List.of(), List.of()).inForce("CN", 0)).isTrue();
    }

    @Test
    void territoriesIncludeAndExclude() {
        ListEntry everywhereBut = entry(ListClass.ORDER, List.of("*"), List.of("HK"));
        assertThat(everywhereBut.inForce("CN", 0)).isTrue();
        assertThat(everywhereBut.inForce("HK", 0)).isFalse();
        assertThat(everywhereBut.everywhere()).isFalse();
        ListEntry onlyThere = entry(ListClass.ORDER, List.of("CN"), List.of());
        assertThat(onlyThere.inForce("CN", 0)).isTrue();
        assertThat(onlyThere.inForce("HK", 0)).isFalse();
        assertThat(entry(ListClass.ORDER, null, null).everywhere()).isTrue();
    }

    /** Also one that no day has, one character off, and the forms that a formatter alone reads. */
    @Test
    void aTimeIsReadAsTheFormatterReadsIt() {
        Random random = new Random(26);
        String letters = "0123456789-:T.+ ";
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            LocalDateTime time =
                    LocalDateTime.of(random.nextInt(10_000), 1 + random.nextInt(12), 1, 0, 0)
                            .plusSeconds(random.nextInt(31 * 86_400));
            StringBuilder text = new StringBuilder(time.toString());
            for (int off = random.nextInt(3); off > 0; off--) {
                char letter = letters.charAt(random.nextInt(letters.length()));
                text.setCharAt(random.nextInt(text.length()), letter);
            }
            read += sameAsFormatter(text.toString()) ? 1 : 0;
        }
        assertThat(read).isBetween(6_000, 19_000);
        assertThat(sameAsFormatter("2026-11-24T20:00:00.5")).isTrue();
        assertThat(sameAsFormatter("+12026-11-24T20:00:00")).isTrue();
        for (String none :
                List.of(
                        "",
                        "2026-11-24",
                        "2026-02-29T20:00",
                        "2026-11-24T24:00",
                        "2026-11-24T23:60")) {
            assertThat(sameAsFormatter(none)).as(none).isFalse();
        }
    }

    private static boolean sameAsFormatter(String text) {
        LocalDateTime expected;
        try {
            expected = LocalDateTime.parse(text);
        } catch (DateTimeException e) {
            assertThatThrownBy(() -> ListWindow.parsed(text)).isInstanceOf(DateTimeException.class);
            return false;
        }
        assertThat(ListWindow.parsed(text)).isEqualTo(expected);
        return true;
    }

    private static ListEntry entry(
            ListClass listClass, List<String> include, List<String> exclude) {
        return ListEntryBuilder.builder()
                .entryId("entry-1")
                .version(1)
                .listClass(listClass)
                .workId("work-1")
                .territoryInclude(include)
                .territoryExclude(exclude)
                .issuedAt(ms("2026-11-24T00:00:00Z"))
                .build();
    }
}
