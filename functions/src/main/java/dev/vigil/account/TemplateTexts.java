package dev.vigil.account;

import dev.vigil.account.WarningTemplates.Language;
import dev.vigil.account.WarningTemplates.Template;
import dev.vigil.schema.account.WarningKind;
import dev.vigil.schema.account.WarningText;
import dev.vigil.schema.check.Controls;
import dev.vigil.schema.wire.Json;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;

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

    private final WarningTemplates templates;
    private final String version;

    private final transient Spoken zh;
    private final transient Spoken en;

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
        this.zh = new Spoken(templates.zh(), Locale.SIMPLIFIED_CHINESE, templates.zone());
        this.en = new Spoken(templates.en(), Locale.ENGLISH, templates.zone());
    }

    /** Forms of moments can't be sent to a task: they are made there. */
    private Object readResolve() {
        return new TemplateTexts(templates);
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
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Json.canonical(templates));
            return HexFormat.of().formatHex(digest, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    @Override
    public WarningText zh(WarningKind kind, Map<String, String> parameters) {
        return text(kind, parameters, zh);
    }

    @Override
    public WarningText en(WarningKind kind, Map<String, String> parameters) {
        return text(kind, parameters, en);
    }

    private static WarningText text(
            WarningKind kind, Map<String, String> parameters, Spoken language) {
        Line titled = language.titles.get(kind);
        List<Line> lines = language.bodies.get(kind);
        String title = "";
        String body = "";
        for (int named : NAMED) {
            Values values = new Values(parameters, language, named);
            title = values.line(titled);
            body = values.lines(lines);
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

    /**
     * A line of a template, taken apart once: there is a warning for every offence.
     *
     * @param texts before each name, and behind the last
     */
    private record Line(List<String> texts, List<String> names) {
        static Line of(String template) {
            List<String> texts = new ArrayList<>();
            List<String> names = new ArrayList<>();
            Matcher parameters = TemplateCheck.PARAMETER.matcher(template);
            int from = 0;
            while (parameters.find()) {
                texts.add(template.substring(from, parameters.start()));
                names.add(parameters.group(1));
                from = parameters.end();
            }
            texts.add(template.substring(from));
            return new Line(texts, names);
        }
    }

    /** A language with what is made of it once: forms of moments take as long as a whole text. */
    private static final class Spoken {
        private final Language language;
        private final DateTimeFormatter moments;

        /** Of a moment that is seconds away. */
        private final DateTimeFormatter timeOfDay;

        private final Map<String, String> words = new HashMap<>();
        private final Map<WarningKind, Line> titles = new EnumMap<>(WarningKind.class);
        private final Map<WarningKind, List<Line>> bodies = new EnumMap<>(WarningKind.class);

        Spoken(Language language, Locale locale, String zone) {
            this.language = language;
            moments =
                    DateTimeFormatter.ofPattern(language.moment(), locale)
                            .withZone(ZoneId.of(zone));
            timeOfDay = DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.of(zone));
            language.words().forEach(word -> words.putIfAbsent(word.code(), word.text()));
            for (WarningKind kind : WarningKind.values()) {
                Template template = language.template(kind);
                titles.put(kind, Line.of(template.title()));
                bodies.put(kind, template.body().stream().map(Line::of).toList());
            }
        }

        /** The word for a code; the code where there is none. */
        String word(String code) {
            return words.getOrDefault(code, code);
        }
    }

    /** Parameters as a user reads them. */
    private record Values(Map<String, String> given, Spoken spoken, int named) {
        /** False for a line that names a parameter without a value. */
        private boolean has(Line line) {
            for (String name : line.names()) {
                if (given.getOrDefault(name, "").isBlank()) {
                    return false;
                }
            }
            return true;
        }

        String lines(List<Line> lines) {
            StringBuilder text = new StringBuilder();
            String between = "";
            for (Line line : lines) {
                if (has(line)) {
                    append(line, text.append(between));
                    between = "\n";
                }
            }
            return text.toString();
        }

        String line(Line line) {
            StringBuilder text = new StringBuilder();
            append(line, text);
            return text.toString();
        }

        private void append(Line line, StringBuilder text) {
            text.append(line.texts().get(0));
            for (int i = 0; i < line.names().size(); i++) {
                text.append(value(line.names().get(i))).append(line.texts().get(i + 1));
            }
        }

        private String value(String name) {
            String value = given.getOrDefault(name, "");
            return switch (name) {
                case "issued", "since", "listed", "disputeUntil", "expires", "decideBy", "ended" ->
                        moment(value, spoken.moments);
                case "stopBy" -> moment(value, spoken.timeOfDay);
                case "works", "owners", "times" -> list(value, TemplateTexts::plain);
                case "offences" -> list(value, one -> prefixed(one, ':'));
                case "grounds" -> list(value, one -> prefixed(one, '/'));
                case "measure", "relieved", "step" -> list(value, spoken::word);
                case "restrictions" -> list(value, this::restriction);
                default -> plain(value);
            };
        }

        /** As it is where it is no moment: a wrong text is worse than a plain one. */
        private String moment(String value, DateTimeFormatter format) {
            try {
                return format.format(Instant.ofEpochMilli(Long.parseLong(value)));
            } catch (NumberFormatException | DateTimeException e) {
                return plain(value);
            }
        }

        private String list(String joined, UnaryOperator<String> shown) {
            StringBuilder text = new StringBuilder();
            int count = 0;
            for (int from = 0; from <= joined.length(); count++) {
                int to = end(joined, from);
                if (count < named) {
                    text.append(count == 0 ? "" : spoken.language.separator())
                            .append(shown.apply(joined.substring(from, to)));
                }
                from = to + BETWEEN.length();
            }
            int left = count - named;
            return left <= 0
                    ? text.toString()
                    : text + spoken.language.more().replace("{n}", String.valueOf(left));
        }

        private static int end(String joined, int from) {
            int end = joined.indexOf(BETWEEN, from);
            return end < 0 ? joined.length() : end;
        }

        /** Such as {@code session:ID} and {@code list/ENTRY}. */
        private String prefixed(String value, char between) {
            int end = value.indexOf(between);
            return end < 0
                    ? plain(value)
                    : spoken.word(value.substring(0, end)) + " " + plain(value.substring(end + 1));
        }

        private String restriction(String value) {
            int end = value.indexOf(UNTIL);
            return end < 0
                    ? spoken.word(value)
                    : spoken.language
                            .until()
                            .replace("{measure}", spoken.word(value.substring(0, end)))
                            .replace(
                                    "{moment}",
                                    moment(value.substring(end + UNTIL.length()), spoken.moments));
        }
    }

    /** One line, clean of what turns a text around. */
    private static String plain(String value) {
        return cut(Controls.cleaned(value.replace('\n', ' ').replace('\t', ' ')), MAX_VALUE);
    }
}
