package dev.vigil.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schema.wire.Canonical;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecordBytesTest {
    private static final RecordPlace PLACE = new RecordPlace("notices", 2, 17);
    private static final RecordTime TIME = new RecordTime("CreateTime", 1_795_507_200_123L);

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] key, List<RecordHeader> headers, byte[] value) {
        return new String(RecordBytes.of(PLACE, TIME, key, headers, value), StandardCharsets.UTF_8);
    }

    private static RecordHeader header(String name, String value) {
        return new RecordHeader(name, value == null ? null : utf8(value));
    }

    /** The document that another program is written by. */
    @Test
    void anEventHasTheseBytesAndNoOthers() {
        List<RecordHeader> headers = new ArrayList<>();
        Envelope.json(EventType.NOTICE_RECEIVED, "/intake", "n-1", "n-1", 1_795_507_200_000L)
                .withActor("oidc:7")
                .headers()
                .forEach((name, value) -> headers.add(new RecordHeader(name, value)));

        assertThat(text(utf8("n-1"), headers, utf8("{\"noticeId\":\"n-1\"}")))
                .isEqualTo(
                        "{\"actor\":\"oidc:7\","
                                + "\"data_base64\":\"eyJub3RpY2VJZCI6Im4tMSJ9\","
                                + "\"datacontenttype\":\"application/json\","
                                + "\"id\":\"n-1\","
                                + "\"kafkakey\":\"n-1\","
                                + "\"kafkaoffset\":\"17\","
                                + "\"kafkapartition\":\"2\","
                                + "\"kafkatime\":\"1795507200123\","
                                + "\"kafkatimetype\":\"CreateTime\","
                                + "\"kafkatopic\":\"notices\","
                                + "\"source\":\"/intake\","
                                + "\"specversion\":\"1.0\","
                                + "\"subject\":\"n-1\","
                                + "\"time\":\"2026-11-24T08:00:00Z\","
                                + "\"type\":\"dev.vigil.notice.received.v1\"}");
    }

    @Test
    void aRecordThatIsNoEventHasAllOfItToo() {
        assertThat(text(null, List.of(), null))
                .isEqualTo(
                        "{\"kafkaoffset\":\"17\",\"kafkapartition\":\"2\","
                                + "\"kafkatime\":\"1795507200123\","
                                + "\"kafkatimetype\":\"CreateTime\","
                                + "\"kafkatopic\":\"notices\"}");
        assertThat(text(new byte[] {-1}, List.of(), new byte[0]))
                .isEqualTo(
                        "{\"data_base64\":\"\",\"kafkakeybase64\":\"/w==\",\"kafkaoffset\":\"17\","
                                + "\"kafkapartition\":\"2\","
                                + "\"kafkatime\":\"1795507200123\","
                                + "\"kafkatimetype\":\"CreateTime\","
                                + "\"kafkatopic\":\"notices\"}");
        List<RecordHeader> odd =
                List.of(
                        header("ce_id", "1"),
                        header("ce_id", "2"),
                        header("ce_kafkatopic", "list"),
                        header("ce_data", "x"),
                        header("ce_UPPER", "x"),
                        header("trace", null),
                        new RecordHeader("ce_source", new byte[] {-1}),
                        header("ce_type", "t"));
        assertThat(text(utf8(""), odd, null))
                .startsWith("{\"kafkaheaders\":\"AAAABWNlX2lkAAAAATEAAAAFY2VfaWQ")
                .contains("\"kafkakey\":\"\"", "\"type\":\"t\"")
                .doesNotContain("\"id\"", "\"source\"", "UPPER\"");
    }

    /** When a notice was received decides about its 24 hours. */
    @Test
    void aRecordOfAnotherTimeHasOtherBytes() {
        byte[] one = RecordBytes.of(PLACE, TIME, null, List.of(), null);
        assertThat(RecordBytes.timeMs(one, 0, one.length)).isEqualTo(TIME.ms());
        assertThat(one)
                .isNotEqualTo(
                        RecordBytes.of(
                                PLACE,
                                new RecordTime("CreateTime", TIME.ms() + 1),
                                null,
                                List.of(),
                                null))
                .isNotEqualTo(
                        RecordBytes.of(
                                PLACE,
                                new RecordTime("LogAppendTime", TIME.ms()),
                                null,
                                List.of(),
                                null));
        assertThat(RecordBytes.timeMs(utf8("{}"), 0, 2)).isEqualTo(RecordBytes.NO_TIME);
    }

    /** The example of RFC 8785, section 3.2.2.2 and its result, and a text of every kind. */
    @Test
    void textsHaveTheEscapesOfTheStandard() {
        StringBuilder out = new StringBuilder();
        Canonical.quoted("\u20ac$\u000F\nA'B\"\\\\\"/", out);
        assertThat(out.toString()).isEqualTo("\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"");
        assertThat(text(utf8("\b\f\r\t\u0000\u007f\u2028\ud83d\ude00"), List.of(), null))
                .contains("\"\\b\\f\\r\\t\\u0000\u007f\u2028\ud83d\ude00\"");
    }

    /** Else a record could be put in the place of another one. */
    @Test
    void differentRecordsHaveDifferentBytes() {
        long seed = 20_261_127;
        Random random = new Random(seed);
        Set<String> records = new HashSet<>();
        Set<String> bytes = new HashSet<>();
        for (int i = 0; i < 20_000; i++) {
            RecordPlace place =
                    new RecordPlace(
                            random.nextBoolean() ? "a" : "b", random.nextInt(2), random.nextInt(3));
            byte[] key = random(random);
            byte[] value = random(random);
            List<RecordHeader> headers = new ArrayList<>();
            int count = random.nextInt(3);
            for (int j = 0; j < count; j++) {
                headers.add(
                        new RecordHeader(NAMES.get(random.nextInt(NAMES.size())), random(random)));
            }
            records.add(described(place, key, headers, value));
            bytes.add(
                    new String(
                            RecordBytes.of(place, TIME, key, headers, value),
                            StandardCharsets.UTF_8));
        }
        assertThat(bytes).as("seed %d", seed).hasSameSizeAs(records);
        assertThat(records.size()).isGreaterThan(10_000);
    }

    private static final List<String> NAMES =
            List.of("ce_id", "ce_a", "ce_data", "ce_kafkakey", "content-type", "a", "", "ce_");

    private static byte[] random(Random random) {
        byte[] bytes = new byte[random.nextInt(3)];
        random.nextBytes(bytes);
        return random.nextInt(4) == 0 ? null : bytes;
    }

    /** The order of attributes says nothing; that of headers which are none does. */
    private static String described(
            RecordPlace place, byte[] key, List<RecordHeader> headers, byte[] value) {
        List<String> attributes = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (RecordHeader header : headers) {
            boolean isTwice =
                    headers.stream().filter(it -> it.name().equals(header.name())).count() > 1;
            boolean isAttribute =
                    List.of("ce_id", "ce_a", "content-type").contains(header.name())
                            && !isTwice
                            && header.value() != null
                            && Arrays.equals(
                                    utf8(new String(header.value(), StandardCharsets.UTF_8)),
                                    header.value());
            (isAttribute ? attributes : others)
                    .add(header.name() + Arrays.toString(header.value()));
        }
        attributes.sort(null);
        return place + Arrays.toString(key) + attributes + others + Arrays.toString(value);
    }

    @Test
    void thePlaceIsFoundInTheBytes() {
        String tricky = "\",\"kafkaoffset\":\"5\",\"kafkatopic\":\"list";
        byte[] record =
                RecordBytes.of(
                        new RecordPlace("t", 3, 12_345_678_901L),
                        TIME,
                        utf8(tricky),
                        List.of(header("ce_subject", tricky), header("ce_zz", tricky)),
                        utf8(tricky));
        assertThat(RecordPlace.in(record, 0, record.length))
                .isEqualTo(new RecordPlace("t", 3, 12_345_678_901L));
        byte[] moved = RecordPlace.moved(record, 6);
        assertThat(RecordPlace.in(moved, 0, moved.length)).isEqualTo(new RecordPlace("t", 3, 6));
        assertThat(RecordPlace.moved(moved, 12_345_678_901L)).isEqualTo(record);
        assertThat(RecordPlace.in(utf8("{\"kafkatopic\":\"t"), 0, 15)).isNull();
        byte[] wrong =
                utf8("{\"kafkaoffset\":\"x\",\"kafkapartition\":\"0\",\"kafkatopic\":\"t\"}");
        assertThat(RecordPlace.in(wrong, 0, wrong.length)).isNull();
    }
}
