package dev.vigil.account;

import dev.vigil.account.WarningTemplates.Language;
import dev.vigil.account.WarningTemplates.Template;
import dev.vigil.schema.account.WarningKind;
import dev.vigil.schema.account.WarningText;
import dev.vigil.schema.check.Controls;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.stream.Collectors;

/** Texts of warnings from templates: codes become words, moments local time, lists are cut. */
public final class TemplateTexts implements WarningTexts {
    private static final long serialVersionUID = 1L;

    public static final TemplateTexts DEFAULTS = new TemplateTexts(DefaultTemplates.ALL);

    static final int MAX_TITLE = 200;
    static final int MAX_BODY = 8_000;

    /** The words of a person may be longer than any id. */
    private static final int MAX_VALUE = 1_000;

    /** Values of a list that are named, most first: the first that fits is taken. */
    private static final int[] NAMED = {10, 5, 2, 1};

    private static final String BETWEEN = "; ";
    private static final String UNTIL = " until ";
    private static final String ELLIPSIS = "…";

    /** Of a moment that is seconds away. */
    private static final DateTimeFormatter TIME_OF_DAY = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final WarningTemplates templates;
    private final String version;

    /**
     * @throws IllegalArgumentException with one line per error
     */
    public TemplateTexts(WarningTemplates templates) {
        List<String> errors = templates.errors();
        if (!errors.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", errors));
        }
        this.templates = templates;
        this.version = templates.version() + "+" + digest(templates);
    }

    public WarningTemplates templates() {
        return templates;
    }

    /** With a digest: a file that was changed under the same version is seen. */
    @Override
    public String version() {
        return version;
    }

    private static String digest(WarningTemplates templates) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(templates.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    @Override
    public WarningText zh(WarningKind kind, Map<String, String> parameters) {
        return text(kind, parameters, templates.zh(), Locale.SIMPLIFIED_CHINESE);
    }

    @Override
    public WarningText en(WarningKind kind, Map<String, String> parameters) {
        return text(kind, parameters, templates.en(), Locale.ENGLISH);
    }

    private WarningText text(
            WarningKind kind, Map<String, String> parameters, Language language, Locale locale) {
        DateTimeFormatter moments =
                DateTimeFormatter.ofPattern(language.moment(), locale)
                        .withZone(ZoneId.of(templates.zone()));
        Template template = language.template(kind);
        String title = "";
        String body = "";
        for (int named : NAMED) {
            Values values = new Values(parameters, language, moments, named);
            title = values.line(template.title());
            body =
                    template.body().stream()
                            .filter(values::has)
                            .map(values::line)
                            .collect(Collectors.joining("\n"));
            if (title.length() <= MAX_TITLE && body.length() <= MAX_BODY) {
                break;
            }
        }
        return new WarningText(cut(title, MAX_TITLE), cut(body, MAX_BODY));
    }

    /** Never between the two halves of a character. */
    private static String cut(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        int end = max - ELLIPSIS.length();
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end)
                + ELLIPSIS;
    }

    /** Parameters as a user reads them. */
    private record Values(
            Map<String, String> given, Language language, DateTimeFormatter moments, int named) {
        /** False for a line that names a parameter without a value. */
        boolean has(String line) {
            return TemplateCheck.PARAMETER
                    .matcher(line)
                    .results()
                    .noneMatch(one -> given.getOrDefault(one.group(1), "").isBlank());
        }

        String line(String template) {
            return TemplateCheck.PARAMETER
                    .matcher(template)
                    .replaceAll(one -> Matcher.quoteReplacement(value(one.group(1))));
        }

        private String value(String name) {
            String value = given.getOrDefault(name, "");
            return switch (name) {
                case "issued", "since", "disputeUntil", "expires", "decideBy", "ended" ->
                        moment(value, moments);
                case "stopBy" -> moment(value, TIME_OF_DAY.withZone(moments.getZone()));
                case "works", "owners", "times" -> list(value, TemplateTexts::plain);
                case "offences" -> list(value, one -> prefixed(one, ':'));
                case "grounds" -> list(value, one -> prefixed(one, '/'));
                case "measure", "relieved", "step" -> list(value, language::word);
                case "restrictions" -> list(value, this::restriction);
                default -> plain(value);
            };
        }

        /** As it is where it is no moment: a wrong text is worse than a plain one. */
        private String moment(String value, DateTimeFormatter format) {
            try {
                return format.format(Instant.parse(value));
            } catch (DateTimeException e) {
                return plain(value);
            }
        }

        private String list(String joined, UnaryOperator<String> shown) {
            List<String> all = new ArrayList<>(Arrays.asList(joined.split(BETWEEN)));
            String text =
                    all.stream()
                            .limit(named)
                            .map(shown)
                            .collect(Collectors.joining(language.separator()));
            int left = all.size() - named;
            return left <= 0 ? text : text + language.more().replace("{n}", String.valueOf(left));
        }

        /** Such as {@code session:ID} and {@code list/ENTRY}. */
        private String prefixed(String value, char between) {
            int end = value.indexOf(between);
            return end < 0
                    ? plain(value)
                    : language.word(value.substring(0, end))
                            + " "
                            + plain(value.substring(end + 1));
        }

        private String restriction(String value) {
            int end = value.indexOf(UNTIL);
            return end < 0
                    ? language.word(value)
                    : language.until()
                            .replace("{measure}", language.word(value.substring(0, end)))
                            .replace(
                                    "{moment}",
                                    moment(value.substring(end + UNTIL.length()), moments));
        }
    }

    /** One line, clean of what turns a text around. */
    private static String plain(String value) {
        return cut(Controls.cleaned(value.replace('\n', ' ').replace('\t', ' ')), MAX_VALUE);
    }
}
