package dev.vigil.desk.screen;

import dev.vigil.schema.check.Controls;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Bytes of a record as people can read them: text where they are text, else hexadecimal.
 *
 * @param shown their beginning
 * @param isText false where it is hexadecimal
 * @param bytes how many there are
 * @param isWhole false where not all are shown
 */
public record BodyText(String shown, boolean isText, int bytes, boolean isWhole) {
    private static final int MOST_TEXT = 65_536;
    private static final int MOST_HEX = 16_384;
    private static final int A_LINE = 16;

    /** Of a text more than one such character in twenty makes binary data of it. */
    private static final int CONTROLS_IN = 20;

    /** Null for no bytes at all. */
    static BodyText of(byte[] body) {
        if (body == null) {
            return null;
        }
        String text = text(body);
        if (text == null) {
            int most = Math.min(body.length, MOST_HEX);
            return new BodyText(hex(body, most), false, body.length, most == body.length);
        }
        boolean isWhole = text.length() <= MOST_TEXT;
        return new BodyText(
                isWhole ? text : text.substring(0, MOST_TEXT), true, body.length, isWhole);
    }

    private static String text(byte[] body) {
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
            long controls = text.chars().filter(c -> Controls.is((char) c)).count();
            return controls * CONTROLS_IN > text.length() ? null : text;
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static String hex(byte[] body, int most) {
        StringBuilder hex = new StringBuilder();
        for (int from = 0; from < most; from += A_LINE) {
            hex.append(String.format(Locale.ROOT, "%06x", from));
            for (int i = from; i < Math.min(most, from + A_LINE); i++) {
                hex.append(String.format(Locale.ROOT, " %02x", body[i] & 0xFF));
            }
            hex.append('\n');
        }
        return hex.toString();
    }
}
