package dev.vigil.audit;

import dev.vigil.schema.wire.Canonical;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The bytes of a record that its digest is made of: CloudEvents structured JSON in canonical form
 * (RFC 8785), one line, all values texts. It has the attributes as they were sent, the data in
 * Base64 to the byte, and {@code kafkatopic}, {@code kafkapartition}, {@code kafkaoffset}, {@code
 * kafkakey}, and the broker's time with its type, {@code kafkatime} in ms and {@code
 * kafkatimetype}: decisions rest on it.
 *
 * <p>Each byte of any record is in it, an event or not, so that nothing can be changed unseen: a
 * key that is no UTF-8 is {@code kafkakeybase64}, and headers that are no attribute (another name,
 * one that comes twice, no value, no UTF-8) are {@code kafkaheaders}: Base64 of each one's length
 * of the name, name, length of the value (-1 for none) and value, lengths as four bytes, big end
 * first. A record without a value has no {@code data_base64}.
 */
public final class RecordBytes {
    private static final String CONTENT_TYPE = "content-type";
    private static final String DATA_CONTENT_TYPE = "datacontenttype";
    private static final String DATA = "data_base64";
    private static final String PREFIX = "ce_";
    private static final Pattern ATTRIBUTE = Pattern.compile("(?!kafka|data$)[a-z0-9]+");

    /** Of a record without one. */
    static final long NO_TIME = -1;

    private static final byte[] TIME = RecordPlace.member("kafkatime");

    private RecordBytes() {}

    /** The broker's time in the bytes of a record; {@link #NO_TIME} where there is none. */
    static long timeMs(byte[] bytes, int from, int to) {
        String text = RecordPlace.value(TIME, bytes, from, to);
        try {
            return text == null ? NO_TIME : Long.parseLong(text);
        } catch (NumberFormatException e) {
            return NO_TIME;
        }
    }

    /** One record; key and value are null where it has none. */
    public static byte[] of(
            RecordPlace place,
            RecordTime time,
            byte[] key,
            List<RecordHeader> headers,
            byte[] value) {
        Map<String, String> members = new TreeMap<>();
        addHeaders(headers, members);
        addKey(key, members);
        members.put("kafkatime", Long.toString(time.ms()));
        members.put("kafkatimetype", time.type());
        members.put("kafkatopic", place.topic());
        members.put("kafkapartition", Integer.toString(place.partition()));
        members.put("kafkaoffset", Long.toString(place.offset()));
        if (value != null) {
            members.put(DATA, Base64.getEncoder().encodeToString(value));
        }
        return json(members).getBytes(StandardCharsets.UTF_8);
    }

    private static void addKey(byte[] key, Map<String, String> members) {
        if (key == null) {
            return;
        }
        Optional<String> text = utf8(key);
        if (text.isPresent()) {
            members.put("kafkakey", text.get());
        } else {
            members.put("kafkakeybase64", Base64.getEncoder().encodeToString(key));
        }
    }

    private static void addHeaders(List<RecordHeader> headers, Map<String, String> members) {
        Map<String, Integer> times = new HashMap<>();
        headers.forEach(header -> times.merge(header.name(), 1, Integer::sum));
        List<RecordHeader> others =
                headers.stream()
                        .filter(header -> times.get(header.name()) > 1 || !put(header, members))
                        .toList();
        if (!others.isEmpty()) {
            members.put("kafkaheaders", Base64.getEncoder().encodeToString(packed(others)));
        }
    }

    /** False where it is no attribute. */
    private static boolean put(RecordHeader header, Map<String, String> members) {
        Optional<String> name = attribute(header.name());
        Optional<String> value = header.value() == null ? Optional.empty() : utf8(header.value());
        if (name.isEmpty() || value.isEmpty()) {
            return false;
        }
        members.put(name.get(), value.get());
        return true;
    }

    private static Optional<String> attribute(String header) {
        if (header.equals(CONTENT_TYPE)) {
            return Optional.of(DATA_CONTENT_TYPE);
        }
        if (!header.startsWith(PREFIX)) {
            return Optional.empty();
        }
        String name = header.substring(PREFIX.length());
        boolean isOne = ATTRIBUTE.matcher(name).matches() && !name.equals(DATA_CONTENT_TYPE);
        return isOne ? Optional.of(name) : Optional.empty();
    }

    private static byte[] packed(List<RecordHeader> headers) {
        byte[][] names =
                headers.stream()
                        .map(header -> header.name().getBytes(StandardCharsets.UTF_8))
                        .toArray(byte[][]::new);
        int length = 0;
        for (int i = 0; i < names.length; i++) {
            byte[] value = headers.get(i).value();
            length += 2 * Integer.BYTES + names[i].length + (value == null ? 0 : value.length);
        }
        ByteBuffer out = ByteBuffer.allocate(length);
        for (int i = 0; i < names.length; i++) {
            byte[] value = headers.get(i).value();
            out.putInt(names[i].length).put(names[i]);
            out.putInt(value == null ? -1 : value.length);
            if (value != null) {
                out.put(value);
            }
        }
        return out.array();
    }

    private static String json(Map<String, String> members) {
        StringBuilder out = new StringBuilder(members.getOrDefault(DATA, "").length() + 512);
        char before = '{';
        for (Map.Entry<String, String> member : members.entrySet()) {
            out.append(before).append('"').append(member.getKey()).append("\":");
            if (member.getKey().equals(DATA)) {
                // Base64 has nothing to escape, and is most of the record.
                out.append('"').append(member.getValue()).append('"');
            } else {
                Canonical.quoted(member.getValue(), out);
            }
            before = ',';
        }
        return out.append('}').toString();
    }

    private static Optional<String> utf8(byte[] bytes) {
        try {
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
