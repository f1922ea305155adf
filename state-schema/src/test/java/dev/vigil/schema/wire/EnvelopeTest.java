package dev.vigil.schema.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeTest {
    private static final Envelope ENVELOPE =
            new Envelope(
                    "id",
                    "/source",
                    "type",
                    "key",
                    0,
                    "text/plain",
                    1L,
                    2L,
                    "os:li@desk",
                    "oidc:8f14",
                    "req-7");

    private static void assertRefused(String header, byte[] value, String message) {
        Map<String, byte[]> headers = ENVELOPE.headers();
        headers.put(header, value);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Envelope.parse(headers::get))
                .withMessageStartingWith(header + ": " + message);
    }

    @Test
    void isReadAsWritten() {
        assertThat(Envelope.parse(ENVELOPE.headers()::get)).isEqualTo(ENVELOPE);
        Envelope bare =
                EnvelopeBuilder.builder().id("id").source("/source").type("type").timeMs(5).build();
        assertThat(Envelope.parse(bare.headers()::get)).isEqualTo(bare);
    }

    @ParameterizedTest
    @CsvSource({
        "ce_specversion, 0.3, expected 1.0",
        "ce_id, '', expected a value",
        "ce_source, '', expected a value",
        "ce_type, '', expected a value",
        "ce_time, 1795507200, expected an RFC 3339 time",
        "ce_time, 2026-11-24T12:00:00, expected an RFC 3339 time",
        "ce_time, +999999999-12-31T23:59:59Z, expected an RFC 3339 time",
        "ce_sequence, 1.5, expected a whole number",
        "ce_durationms, 99999999999999999999, expected a whole number"
    })
    void brokenAttributesAreNamed(String header, String value, String message) {
        assertRefused(header, value.getBytes(StandardCharsets.UTF_8), message);
    }

    @Test
    void missingAttributesAreNamed() {
        assertRefused("ce_specversion", null, "expected 1.0, got none");
        assertRefused("ce_id", null, "expected a value, got none");
    }

    @Test
    void otherBytesThanUtf8AreRefused() {
        assertRefused("ce_subject", new byte[] {(byte) 0xe9, 'a'}, "expected UTF-8");
    }

    @Test
    void anAttributeEndsAtTwoKibibytes() {
        assertRefused("ce_id", new byte[2_049], "expected at most 2048 bytes, got 2049");
        Map<String, byte[]> headers = ENVELOPE.headers();
        headers.put("ce_id", "x".repeat(2_048).getBytes(StandardCharsets.UTF_8));
        assertThat(Envelope.parse(headers::get).id()).hasSize(2_048);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ce_actor", "ce_approver", "ce_deskrequest"})
    void aPointerEndsAtTwoHundredCharacters(String header) {
        assertRefused(
                header,
                "王".repeat(201).getBytes(StandardCharsets.UTF_8),
                "expected at most 200 characters, got 201");
        Map<String, byte[]> headers = ENVELOPE.headers();
        headers.put(header, "王".repeat(200).getBytes(StandardCharsets.UTF_8));
        assertThat(Envelope.parse(headers::get).headers().get(header))
                .isEqualTo(headers.get(header));
    }

    @Test
    void pointersAreOneLineWithoutControls() {
        Map<String, byte[]> headers = ENVELOPE.headers();
        headers.put("ce_actor", "os:li\u001b[2J\u202e\n@desk".getBytes(StandardCharsets.UTF_8));
        headers.put("ce_approver", " \n".getBytes(StandardCharsets.UTF_8));
        headers.remove("ce_deskrequest");
        Envelope read = Envelope.parse(headers::get);
        assertThat(read.actor()).isEqualTo("os:li?[2J? @desk");
        assertThat(read.approver()).isNull();
        assertThat(read.deskrequest()).isNull();
        assertThat(read.headers()).doesNotContainKeys("ce_approver", "ce_deskrequest");
    }
}
