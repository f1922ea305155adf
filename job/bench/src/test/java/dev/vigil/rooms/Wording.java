package dev.vigil.rooms;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words that a reader would have to decode, each with what to write instead. */
final class Wording {
    private static final Map<Pattern, String> INSTEAD = new LinkedHashMap<>();

    static {
        instead("\\bcame\\b|\\bwas given\\b|\\bgot not\\b", "expected X, got Y; arrived");
        instead("\\b(?:has|have|had) (?:not |never )?come\\b", "has arrived, has reached");
        instead("\\b(?:tells?|told)\\b", "reports, logs, emits, orders");
        instead("\\b(?:says|said)\\b", "reports, shows, names");
        instead("\\b(?:stands?|stood)\\b", "is, stops, remains, applies");
        instead("\\b(?:hears?|heard|listens?|the ear)\\b", "fingerprints, analyses, searches");
        instead("\\bso (?:many|much|long)\\b", "up to N, this many");
        instead("\\b(?:nobody|whoever)\\b", "no client, any operator, or the passive");
        instead("\\b(?:he|him|his|she|hers?)\\b", "it, they, or the role");
        instead("\\bwants\\b|\\bh want\\b", "needs, requires, asks for");
        instead("\\bknows? nothing\\b|\\bnothing is known\\b", "does not know, has no");
        instead("\\bnot its own\\b|\\bby hand of\\b", "expected X, got Y; by");
        instead("\\b(?:forgets?|forgot(?:ten)?)\\b", "deletes, loses, no longer keeps");
        instead("\\blies? (?:in|ahead)\\b", "is in, is kept in, is in the future");
    }

    /** Fewer than in texts: what only a reader of the code sees may use the words of its room. */
    private static final Pattern COMMENT =
            Pattern.compile(
                    "^\\s*(?:/\\*\\*?|\\*|//)(?! @param told)"
                            + ".*\\b(nobody|whoever|strangers?|told|came|wants|the ear|he|him|she)\\b",
                    Pattern.CASE_INSENSITIVE);

    private Wording() {}

    /** Whether a line of source is a comment with a word that should be another one. */
    static boolean isIdiomInComment(String line) {
        return COMMENT.matcher(line).find();
    }

    private static void instead(String words, String better) {
        INSTEAD.put(Pattern.compile(words, Pattern.CASE_INSENSITIVE), better);
    }

    /** One line for each word that should be another one. */
    static List<String> problems(String text) {
        List<String> problems = new ArrayList<>();
        INSTEAD.forEach(
                (words, better) -> {
                    Matcher found = words.matcher(text);
                    if (found.find()) {
                        problems.add("'" + found.group() + "' in '" + text + "'; write " + better);
                    }
                });
        return problems;
    }

    /**
     * The texts of a class file: string constants, also those of annotations and of concatenations,
     * with more than one word.
     */
    static List<String> texts(InputStream classFile) throws IOException {
        List<String> texts = new ArrayList<>();
        DataInputStream in = new DataInputStream(classFile);
        in.skipNBytes(8);
        int constants = in.readUnsignedShort();
        for (int i = 1; i < constants; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> {
                    String text = in.readUTF();
                    if (text.contains(" ")) {
                        texts.add(text);
                    }
                }
                case 7, 8, 16, 19, 20 -> in.skipNBytes(2);
                case 15 -> in.skipNBytes(3);
                case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
                case 5, 6 -> {
                    in.skipNBytes(8);
                    i++;
                }
                default -> throw new IOException("expected a constant of Java 17, got tag " + tag);
            }
        }
        return texts;
    }
}
