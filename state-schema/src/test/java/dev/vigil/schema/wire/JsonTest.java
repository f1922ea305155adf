package dev.vigil.schema.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vigil.schema.clock.ClockHealth;
import dev.vigil.schema.clock.ClockMotion;
import dev.vigil.schema.match.Evidence;
import dev.vigil.schema.match.EvidenceBuilder;
import dev.vigil.schema.notice.NoticeReceived;
import dev.vigil.schema.notice.NoticeWithdrawn;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    private static final String GOOD = "{\"noticeId\":\"n-1\",\"at\":1795507200000%s}";

    private static byte[] utf8(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    private static void assertRefused(byte[] json, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Json.read(json, NoticeWithdrawn.class))
                .withMessageStartingWith(message);
    }

    private static byte[] nested(int depth) {
        String deep = ",\"x\":" + "[".repeat(depth) + "]".repeat(depth);
        return utf8(GOOD.formatted(deep));
    }

    private static byte[] padded(int size) {
        byte[] good = utf8(GOOD.formatted(""));
        byte[] json = new byte[size];
        Arrays.fill(json, (byte) ' ');
        System.arraycopy(good, 0, json, 0, good.length);
        return json;
    }

    @Test
    void nestingEndsAtTwenty() {
        assertThat(Json.read(nested(19), NoticeWithdrawn.class).noticeId()).isEqualTo("n-1");
        assertRefused(nested(20), "data: expected at most 20 levels");
    }

    @Test
    void sizeEndsAtFourMebibytes() {
        assertThat(Json.read(padded(Json.MAX_BYTES), NoticeWithdrawn.class).at()).isPositive();
        assertRefused(padded(Json.MAX_BYTES + 1), "data: expected at most 4194304 bytes, got");
    }

    @Test
    void aTextEndsAtOneMebibyte() {
        String reason = ",\"x\":\"" + "x".repeat(1024 * 1024 + 1) + "\"";
        assertRefused(utf8(GOOD.formatted(reason)), "data");
    }

    @Test
    void nothingIsNotAnEvent() {
        assertRefused(null, "data: expected an object, a notice withdrawn, got nothing");
        assertRefused(new byte[0], "data: expected an object, a notice withdrawn, got nothing");
        assertRefused(utf8("null"), "data: expected an object, a notice withdrawn, got null");
    }

    @Test
    void aFieldComesOnce() {
        assertRefused(
                utf8(GOOD.formatted(",\"at\":1795507200001")),
                "data: expected each field once, got one twice at line 1, column");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "\"\"",
                "17",
                "{} {}",
                "{'noticeId':'n-1'}",
                "{\"noticeId\":\"n-1\",\"at\":NaN}",
                "{\"noticeId\":\"n-1\",\"at\":1795507200000,}",
                "{\"noticeId\":\"n-1\",\"at\":01795507200000}",
                "{\"noticeId\":\"n-1\",\"at\":1795507200000} x",
                "/* no */ {\"noticeId\":\"n-1\",\"at\":1795507200000}"
            })
    void brokenJsonIsRefused(String json) {
        assertRefused(utf8(json), "data");
    }

    @Test
    void otherBytesThanUtf8AreRefused() {
        byte[] latin1 = GOOD.formatted(",\"reason\":\"é\"").getBytes(StandardCharsets.ISO_8859_1);
        assertRefused(latin1, "data");
    }

    /** A half character must not be able to stop the job when it is written out again. */
    @Test
    void halfCharactersAreWrittenAgain() {
        byte[] half = utf8(GOOD.formatted(",\"reason\":\"x\\ud800\""));
        NoticeWithdrawn read = Json.read(half, NoticeWithdrawn.class);
        assertThat(Json.read(Json.bytes(read), NoticeWithdrawn.class)).isEqualTo(read);
    }

    /** What strangers meet is in words of the message, never in those of Java. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{\"noticeId\":\"n\"}|data.at: expected a whole number, got nothing",
                "{\"noticeId\":\"n\",\"at\":\"noon\"}|data.at: expected a whole number, got the text 'noon'",
                "{\"noticeId\":\"n\",\"at\":1.5}|data.at: expected a whole number, got the number 1.5",
                "{\"noticeId\":\"n\",\"at\":null}|data.at: expected a whole number, got null",
                "{\"noticeId\":17,\"at\":1}|data.noticeId: expected a text, got the number 17",
                "{\"noticeId\":{},\"at\":1}|data.noticeId: expected a text, got an object",
                "{\"noticeId\":\"n\",\"at\":99999999999999999999}|data.at: expected a number that fits",
                "[]|data: expected an object, a notice withdrawn, got a list",
                "{\"noticeId\":\"n\",\"at\":1795507200000} {}|data: expected one JSON object, got more",
                "{|data: expected JSON, got something else at line 1, column 2",
            })
    void aWrongTypeIsToldInWords(String json, String message) {
        assertRefused(utf8(json), message);
    }

    @Test
    void aWrongPartIsToldWithItsPlaceAndName() {
        String notice =
                "{\"noticeId\":\"n-1\",\"channel\":\"web\",\"receivedAt\":1795507200000,"
                        + "\"notifier\":\"s\",\"works\":[],\"items\":[%s],\"regime\":\"%s\"}";
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                Json.read(
                                        utf8(notice.formatted("\"room-11\"", "CN")),
                                        NoticeReceived.class))
                .withMessage(
                        "data.items[0]: expected an object, a notice item, got the text 'room-11'");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                Json.read(
                                        utf8(notice.formatted("{\"itemId\":\"a b\"}", "CN")),
                                        NoticeReceived.class))
                .withMessageStartingWith("items.itemId: expected an id of")
                .withMessageEndingWith(" (in data.items[0])");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                Json.read(
                                        utf8(notice.formatted("{\"itemId\":\"a\"}", "MARS")),
                                        NoticeReceived.class))
                .withMessageStartingWith("data.regime: expected one of ")
                .withMessageEndingWith(", got the text 'MARS'");
    }

    /** Older texts in topics and state must still be read, so only the door refuses them. */
    @Test
    void onlyTheDoorRefusesControlCharacters() {
        byte[] bell = utf8(GOOD.formatted(",\"reason\":\"a\\u0007\""));
        assertThat(Json.read(bell, NoticeWithdrawn.class).reason()).isEqualTo("a\u0007");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Json.enter(bell, NoticeWithdrawn.class))
                .withMessage(
                        "data.reason: expected a text without control characters, got U+0007 at 1;"
                                + " remove it");
        byte[] lines = utf8(GOOD.formatted(",\"reason\":\"a\\tb\\nc\\r\\nd\""));
        assertThat(Json.enter(lines, NoticeWithdrawn.class).reason()).isEqualTo("a\tb\nc\r\nd");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                Json.enter(
                                        utf8(GOOD.formatted(",\"reason\":\"a\\rb\"")),
                                        NoticeWithdrawn.class))
                .withMessageContaining("got U+000D at 1");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Json.enter(utf8("{\"noticeId\":17,\"at\":1}"), NoticeWithdrawn.class))
                .withMessageContaining("expected a text, got the number 17");
    }

    /** Else the clock would be shown as running by who can't read that it stands. */
    @Test
    void aClockThatStandsForAReasonOfALaterReleaseIsRead() {
        ClockHealth health =
                Json.whole(
                        utf8(
                                "{\"state\":\"STOPPED\",\"since\":1795507200000,"
                                        + "\"at\":1795507260000,\"reason\":\"a disk is full\","
                                        + "\"why\":{\"code\":\"DISK_FULL\",\"values\":[\"2\"]}}"),
                        ClockHealth.class);
        assertThat(health.state()).isEqualTo(ClockMotion.STOPPED);
        assertThat(health.reason()).isEqualTo("a disk is full");
        assertThat(health.why().values()).containsExactly("2");
    }

    @Test
    void nullFieldsAreLeftOut() {
        assertThat(Json.text(new NoticeWithdrawn("n-1", 1_795_507_200_000L, null)))
                .isEqualTo(GOOD.formatted(""));
    }

    @Test
    void aRatioIsReadAsWritten() {
        Evidence evidence =
                EvidenceBuilder.builder()
                        .matchId("m")
                        .workId("w")
                        .referenceId("r")
                        .queryEndMs(1)
                        .refEndMs(1)
                        .score(0.1 + 0.2)
                        .tempo(1.0 / 3)
                        .pitchSemitones(-0.0)
                        .certainAfterMs(1)
                        .captureStart(1)
                        .captureEnd(2)
                        .open(true)
                        .build();
        assertThat(Json.read(Json.bytes(evidence), Evidence.class)).isEqualTo(evidence);
    }
}
