package dev.vigil.audit;

import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * What a seal says, C2SP tlog-checkpoint: the log, how many pages, and their root.
 *
 * @param root 32 bytes
 */
public record SealText(String origin, long size, byte[] root) {
    private static final Pattern SIZE = Pattern.compile("0|[1-9][0-9]{0,17}");

    boolean isOf(byte[] ofLog) {
        return Arrays.equals(root, ofLog);
    }

    /** The text that is signed. */
    public String text() {
        return origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root) + "\n";
    }

    /**
     * Reads the text of a note. Extension lines are passed over, as the specification asks.
     *
     * @throws IllegalArgumentException where it is no checkpoint
     */
    public static SealText parse(String text) {
        String[] lines = text.split("\n", -1);
        boolean isOne =
                lines.length >= 4 && !lines[0].isEmpty() && SIZE.matcher(lines[1]).matches();
        byte[] root = isOne ? hash(lines[2]) : new byte[0];
        for (int i = 3; isOne && i < lines.length - 1; i++) {
            isOne = !lines[i].isEmpty();
        }
        if (!isOne || root.length != TreeHasher.BYTES || !lines[lines.length - 1].isEmpty()) {
            throw new IllegalArgumentException(
                    "seal: expected origin, size and root, a line each (C2SP tlog-checkpoint), got"
                            + " '"
                            + (text.length() > 200 ? text.substring(0, 200) + "..." : text)
                            + "'");
        }
        return new SealText(lines[0], Long.parseLong(lines[1]), root);
    }

    /** Empty where it is no hash. */
    static byte[] hash(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            boolean isOne =
                    bytes.length == TreeHasher.BYTES
                            && Base64.getEncoder().encodeToString(bytes).equals(base64);
            return isOne ? bytes : new byte[0];
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
