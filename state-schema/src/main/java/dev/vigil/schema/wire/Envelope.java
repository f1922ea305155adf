package dev.vigil.schema.wire;

import dev.vigil.schema.check.Controls;
import dev.vigil.schema.types.InFlight;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The attributes of a CloudEvents 1.0 event as Kafka headers, binary mode: {@code ce_} and {@code
 * content-type} (CloudEvents Kafka protocol binding 1.0.2, section 3.2).
 *
 * @param id unique per source; survives a replay
 * @param subject the key of the thing that it is about
 * @param timeMs business time of the event (UTC epoch ms)
 * @param sequence position in its session, or null
 * @param durationMs of a media segment, or null
 * @param actor the person who causes the record, as a pointer such as {@code oidc:SUBJECT}, never a
 *     name; null for a program's
 * @param approver the second person, where two must agree; a pointer, or null
 * @param deskrequest id of the request at the desk that it comes from, or null
 */
@InFlight
@RecordBuilder
public record Envelope(
        String id,
        String source,
        String type,
        String subject,
        long timeMs,
        String contentType,
        Long sequence,
        Long durationMs,
        String actor,
        String approver,
        String deskrequest)
        implements EnvelopeBuilder.With {
    public static final String JSON = "application/json";

    /** Sources of what the jobs publish and read back. */
    public static final String MEDIA_JOB = "/vigil/media-job";

    public static final String LEDGER_JOB = "/vigil/ledger-job";

    private static final String SPEC_VERSION = "1.0";

    /** Longest pointer to a person or a request, in characters. */
    public static final int MAX_POINTER = 200;

    private static final int MAX_ATTRIBUTE_BYTES = 2_048;

    /** In place of bytes that are no UTF-8. */
    private static final char REPLACED = '\uFFFD';

    public Envelope {
        actor = pointer("ce_actor", actor);
        approver = pointer("ce_approver", approver);
        deskrequest = pointer("ce_deskrequest", deskrequest);
    }

    /** Of a program: no person causes it. */
    public Envelope(
            String id,
            String source,
            String type,
            String subject,
            long timeMs,
            String contentType,
            Long sequence,
            Long durationMs) {
        this(
                id,
                source,
                type,
                subject,
                timeMs,
                contentType,
                sequence,
                durationMs,
                null,
                null,
                null);
    }

    /** A JSON event whose subject is its own key. */
    public static Envelope json(
            EventType type, String source, String id, String subject, long timeMs) {
        return EnvelopeBuilder.builder()
                .id(id)
                .source(source)
                .type(type.type())
                .subject(subject)
                .timeMs(timeMs)
                .contentType(JSON)
                .build();
    }

    /** Header names and values in a fixed order. */
    public Map<String, byte[]> headers() {
        Map<String, byte[]> headers = new LinkedHashMap<>();
        put(headers, "ce_specversion", SPEC_VERSION);
        put(headers, "ce_id", id);
        put(headers, "ce_source", source);
        put(headers, "ce_type", type);
        put(headers, "ce_subject", subject);
        put(headers, "ce_time", Instant.ofEpochMilli(timeMs).toString());
        put(headers, "content-type", contentType);
        put(headers, "ce_sequence", sequence == null ? null : sequence.toString());
        put(headers, "ce_durationms", durationMs == null ? null : durationMs.toString());
        put(headers, "ce_actor", actor);
        put(headers, "ce_approver", approver);
        put(headers, "ce_deskrequest", deskrequest);
        return headers;
    }

    private static void put(Map<String, byte[]> headers, String name, String value) {
        if (value != null) {
            headers.put(name, value.getBytes(StandardCharsets.UTF_8));
        }
    }

    /**
     * Reads the attributes of a record.
     *
     * @param header value of a header by name, null where it is missing
     * @throws IllegalArgumentException that names the attribute, what was expected and what was got
     */
    public static Envelope parse(Function<String, byte[]> header) {
        String version = optional(header, "ce_specversion");
        if (!SPEC_VERSION.equals(version)) {
            throw new IllegalArgumentException(
                    "ce_specversion: expected 1.0, got "
                            + (version == null ? "none" : "'" + version + "'")
                            + "; send CloudEvents 1.0 in binary mode");
        }
        return new Envelope(
                required(header, "ce_id"),
                required(header, "ce_source"),
                required(header, "ce_type"),
                optional(header, "ce_subject"),
                time(required(header, "ce_time")),
                optional(header, "content-type"),
                number(header, "ce_sequence"),
                number(header, "ce_durationms"),
                optional(header, "ce_actor"),
                optional(header, "ce_approver"),
                optional(header, "ce_deskrequest"));
    }

    /** In one line and without controls, as it is shown to people; null where there is none. */
    private static String pointer(String name, String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        if (value.length() > MAX_POINTER) {
            throw new IllegalArgumentException(
                    name
                            + ": expected at most "
                            + MAX_POINTER
                            + " characters, got "
                            + value.length()
                            + "; give a pointer to the person or request, no text");
        }
        return Controls.cleaned(value).replace('\n', ' ').replace('\t', ' ').strip();
    }

    private static String required(Function<String, byte[]> header, String name) {
        String value = optional(header, name);
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException(
                    name + ": expected a value, got none; send CloudEvents 1.0 in binary mode");
        }
        return value;
    }

    private static String optional(Function<String, byte[]> header, String name) {
        byte[] value = header.apply(name);
        if (value == null) {
            return null;
        }
        if (value.length > MAX_ATTRIBUTE_BYTES) {
            throw new IllegalArgumentException(
                    name
                            + ": expected at most "
                            + MAX_ATTRIBUTE_BYTES
                            + " bytes, got "
                            + value.length
                            + "; shorten it");
        }
        String text = new String(value, StandardCharsets.UTF_8);
        return text.indexOf(REPLACED) < 0 ? text : strictly(name, value);
    }

    /** What could not be decoded, or was sent so. */
    private static String strictly(String name, byte[] value) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(
                    name + ": expected UTF-8, got other bytes; encode it so", e);
        }
    }

    private static long time(String value) {
        try {
            return OffsetDateTime.parse(value).toInstant().toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException(
                    "ce_time: expected an RFC 3339 time such as 2026-11-24T12:00:00Z, got '"
                            + value
                            + "'; correct it",
                    e);
        }
    }

    private static Long number(Function<String, byte[]> header, String name) {
        String value = optional(header, name);
        if (value == null) {
            return null;
        }
        try {
            return Long.valueOf(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    name + ": expected a whole number, got '" + value + "'; correct it", e);
        }
    }
}
