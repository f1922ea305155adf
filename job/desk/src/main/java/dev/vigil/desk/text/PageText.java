package dev.vigil.desk.text;

import dev.vigil.client.page.PageLanguage;
import gg.jte.Content;
import java.time.ZoneId;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a page writes, in the language and zone of who reads it. Every template has it as {@code
 * text}. What comes from outside, ids too, is written by {@link #foreign}.
 *
 * @param zone that times are shown in
 * @param nowMs when the page is made, UTC epoch ms
 * @param names of people by their pointer; null of one that is not known
 */
public record PageText(Messages messages, ZoneId zone, long nowMs, UnaryOperator<String> names) {
    /** {@code {0}}, or {@code {0|row|rows}}: the word for a number, of one and of others. */
    private static final Pattern PLACE = Pattern.compile("\\{(\\d+)(?:\\|([^|{}]*)\\|([^|{}]*))?}");

    private static final int ONE = 2;
    private static final int OTHERS = 3;

    private static final String NONE = "–";

    /** Without names: people are shown by their pointers. */
    public PageText(Messages messages, ZoneId zone, long nowMs) {
        this(messages, zone, nowMs, any -> null);
    }

    public PageLanguage language() {
        return messages.language();
    }

    /** {@code zh-CN} or {@code en}, as HTML names it. */
    public String tag() {
        return language().tag();
    }

    /**
     * A text for a tag's body.
     *
     * @param arguments numbers and own words as they are; times, spans and foreign strings as the
     *     content that this makes of them
     */
    public Content say(String key, Object... arguments) {
        String text = messages.raw(key);
        return output -> {
            int from = 0;
            for (Matcher place = PLACE.matcher(text); place.find(); from = place.end()) {
                output.writeUserContent(text.substring(from, place.start()));
                Object argument = argument(arguments, place);
                if (argument instanceof Content content) {
                    output.writeUserContent(content);
                } else {
                    output.writeUserContent(String.valueOf(argument));
                }
            }
            output.writeUserContent(text.substring(from));
        };
    }

    /**
     * A text for an attribute, a title, or a sentence that quotes what a person has sent: controls
     * in arguments are shown.
     */
    public String text(String key, Object... arguments) {
        return PLACE.matcher(messages.raw(key))
                .replaceAll(
                        place -> {
                            String given = String.valueOf(argument(arguments, place));
                            return Matcher.quoteReplacement(ForeignText.shown(given));
                        });
    }

    /** A text with its places as they are, for a script that fills them. */
    public String raw(String key) {
        return messages.raw(key);
    }

    public boolean has(String key) {
        return messages.keys().contains(key);
    }

    private static Object argument(Object[] arguments, MatchResult place) {
        int n = Integer.parseInt(place.group(1));
        if (n >= arguments.length) {
            return place.group();
        }
        if (place.group(ONE) == null) {
            return arguments[n];
        }
        return String.valueOf(arguments[n]).equals("1") ? place.group(ONE) : place.group(OTHERS);
    }

    /** The text of {@code NoticeState.VALID}; a dash for null. */
    public String code(Enum<?> value) {
        return value == null ? NONE : code(value.getDeclaringClass().getSimpleName(), value.name());
    }

    /**
     * The same of a constant that the store has as text: a later version may have others, which are
     * shown as they are.
     *
     * @param type simple name of the enum
     * @param name null for a dash
     */
    public String code(String type, String name) {
        if (name == null) {
            return NONE;
        }
        String key = type + "." + name;
        String text = messages.raw(key);
        return text.equals(key) ? name : text;
    }

    /**
     * A name of the rules in force, such as a role or a severity: in words where there are some for
     * the names that come with the product, else as the rules have it.
     *
     * @param type before the name in the key of its text: {@code Severity.major}
     */
    public Content named(String type, String name) {
        String key = type + "." + name;
        return has(key) ? plain(messages.raw(key)) : foreign(name);
    }

    /** The texts of several constants, in a row. */
    public String codes(List<? extends Enum<?>> values) {
        return String.join(text("event.comma"), values.stream().map(this::code).toList());
    }

    /** A time with its offset from UTC; a dash for null. */
    public Content time(Long atMs) {
        return atMs == null ? plain(NONE) : new Clocked(atMs, zone, nowMs);
    }

    /** Now, with its year: on paper it is that of all times that are written without one. */
    public Content now() {
        return new Clocked(nowMs, zone, 0);
    }

    /** What is left until a time, counted by the page; negative once it is past. */
    public Content left(Long dueMs) {
        return dueMs == null ? plain(NONE) : new Countdown(dueMs, nowMs);
    }

    /** A span in its two largest units, as {@code 3 h 10 min}. */
    public String span(long ms) {
        long seconds = Math.abs(ms) / 1000;
        long[] amounts = {seconds / 86_400, seconds / 3600 % 24, seconds / 60 % 60, seconds % 60};
        String[] units = {"span.d", "span.h", "span.min", "span.s"};
        int first = 0;
        while (first < 3 && amounts[first] == 0) {
            first++;
        }
        String most = text(units[first], amounts[first]);
        boolean isWhole = first == 3 || amounts[first + 1] == 0;
        return isWhole ? most : most + " " + text(units[first + 1], amounts[first + 1]);
    }

    /**
     * The same of a text that may be long: its beginning, where it has more characters than that.
     */
    public Content foreign(String value, int most) {
        return foreign(value == null ? null : beginning(value, most));
    }

    private static String beginning(String value, int most) {
        return value.codePointCount(0, value.length()) > most
                ? value.substring(0, value.offsetByCodePoints(0, most)) + "…"
                : value;
    }

    /** The same of what a script writes into a page. */
    public static String shown(String value, int most) {
        return ForeignText.shown(beginning(value, most));
    }

    /** The same for a title or an attribute, which can hold no element. */
    public String shown(String value) {
        return value == null ? NONE : ForeignText.shown(value);
    }

    /** A string of somebody else: apart from the text around it, its controls shown. */
    public Content foreign(String value) {
        return value == null ? plain(NONE) : new ForeignText(value);
    }

    /** Who did something: the name where it is known, and the pointer beside it. */
    public Content person(String pointer) {
        String name = pointer == null ? null : names.apply(pointer);
        Content alone = foreign(pointer);
        if (name == null || pointer.endsWith(":" + name)) {
            return alone;
        }
        Content named = foreign(name);
        return output -> {
            named.writeTo(output);
            output.writeContent(" <small>");
            alone.writeTo(output);
            output.writeContent("</small>");
        };
    }

    private static Content plain(String own) {
        return output -> output.writeUserContent(own);
    }
}
