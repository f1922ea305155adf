package dev.vigil.schema.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vigil.schema.event.Evidence;
import dev.vigil.schema.event.NoticeWithdrawn;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
        assertRefused(nested(20), "data: expected JSON, Document nesting depth (21)");
    }

    @Test
    void sizeEndsAtFourMebibytes() {
        assertThat(Json.read(padded(Json.MAX_BYTES), NoticeWithdrawn.class).at()).isPositive();
        assertRefused(padded(Json.MAX_BYTES + 1), "data: expected at most 4194304 bytes, came");
    }

    @Test
    void aTextEndsAtOneMebibyte() {
        String reason = ",\"x\":\"" + "x".repeat(1024 * 1024 + 1) + "\"";
        assertRefused(utf8(GOOD.formatted(reason)), "data");
    }

    @Test
    void nothingIsNotAnEvent() {
        assertRefused(null, "data: expected a JSON object of NoticeWithdrawn, came nothing");
        assertRefused(new byte[0], "data: expected a JSON object of NoticeWithdrawn, came nothing");
        assertRefused(utf8("null"), "data: expected a JSON object of NoticeWithdrawn, came null");
    }

    @Test
    void aFieldComesOnce() {
        assertRefused(utf8(GOOD.formatted(",\"at\":1795507200001")), "data: expected JSON, Dupl");
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

    @Test
    void nullFieldsAreLeftOut() {
        assertThat(Json.text(new NoticeWithdrawn("n-1", 1_795_507_200_000L, null)))
                .isEqualTo(GOOD.formatted(""));
    }

    @Test
    void aRatioIsReadAsWritten() {
        Evidence evidence =
                new Evidence("m", "w", "r", 0, 1, 0, 1, 0.1 + 0.2, 1.0 / 3, -0.0, 1, 1, 2, true);
        assertThat(Json.read(Json.bytes(evidence), Evidence.class)).isEqualTo(evidence);
    }
}
