package dev.vigil.desk.act;

import dev.vigil.client.page.PageLanguage;
import dev.vigil.client.text.KeyedRefusal;
import dev.vigil.client.text.LineFault;
import dev.vigil.desk.text.PageText;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why an act is not done, in the visitor's language. */
final class RefusalWords {
    private static final String LABEL = "field.";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx", Locale.ROOT);

    /** What a record itself refuses: {@code caseNo: expected …}. */
    private static final Pattern OF_FIELD =
            Pattern.compile("(\\w+)[\\w.\\[\\]]*[: ].*", Pattern.DOTALL);

    private RefusalWords() {}

    /** Of a form. */
    static String of(PageText text, Exception refused) {
        boolean isQuoted = text.language() == PageLanguage.EN || refused instanceof KeyedRefusal;
        return isQuoted
                ? ofFile(text, refused)
                : unworded(text, String.valueOf(refused.getMessage()));
    }

    /** Of a file of entries: what a line lacks is named by the columns of the file. */
    static String ofFile(PageText text, Exception refused) {
        return refused instanceof KeyedRefusal keyed
                ? keyed(text, keyed.reason(), keyed.arguments())
                : String.valueOf(refused.getMessage());
    }

    /** Of a line of such a file; what a record refuses of it is quoted. */
    static String ofLine(PageText text, LineFault fault) {
        String why =
                fault.reason() == null
                        ? text.text("refusal.line.other", fault.english())
                        : keyed(text, fault.reason(), fault.arguments());
        return fault.column() == null
                ? text.text("refusal.line", fault.line(), why)
                : text.text("refusal.line.column", fault.line(), fault.column(), why);
    }

    private static String keyed(PageText text, String reason, List<Object> values) {
        Object[] arguments = values.stream().map(it -> argument(text, it)).toArray();
        return text.text("refusal." + reason, arguments);
    }

    static Object argument(PageText text, Object argument) {
        if (argument instanceof Enum<?> constant) {
            return text.code(constant);
        }
        if ("".equals(argument)) {
            return text.shown(null);
        }
        return argument instanceof Instant at ? TIME.format(at.atZone(text.zone())) : argument;
    }

    /** A record states in English what it refuses: here which field that is. */
    private static String unworded(PageText text, String sentence) {
        Matcher field = OF_FIELD.matcher(sentence);
        String key = LABEL + (field.matches() ? field.group(1) : "");
        return text.messages().keys().contains(key)
                ? text.text("refusal.field", text.text(key))
                : text.text("refusal.other");
    }
}
