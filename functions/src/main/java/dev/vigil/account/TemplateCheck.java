package dev.vigil.account;

import dev.vigil.account.WarningTemplates.Language;
import dev.vigil.account.WarningTemplates.Template;
import dev.vigil.account.WarningTemplates.Word;
import dev.vigil.schema.account.LadderStep;
import dev.vigil.schema.account.WarningKind;
import dev.vigil.schema.check.Controls;
import dev.vigil.schema.enforcement.Measure;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds what is wrong with templates of warnings. */
public final class TemplateCheck {
    /** What a language needs a word for: no user is informed of an answer to an authority. */
    public static final List<String> CODES =
            Stream.of(
                            Arrays.stream(LadderStep.values()).map(Enum::name),
                            Arrays.stream(Measure.values())
                                    .filter(measure -> measure != Measure.ANSWERED)
                                    .map(Enum::name),
                            Stream.of("session", "item", "list", "notice", "policy"))
                    .flatMap(codes -> codes)
                    .toList();

    static final Pattern PARAMETER = Pattern.compile("\\{([A-Za-z]+)}");

    private static final int MAX_VERSION = 80;
    private static final int MAX_TITLE = 120;
    private static final int MAX_LINES = 40;
    private static final int MAX_BODY = 4_000;
    private static final int MAX_WORD = 100;

    private final List<String> errors = new ArrayList<>();

    private TemplateCheck() {}

    static List<String> errors(WarningTemplates templates) {
        TemplateCheck check = new TemplateCheck();
        check.text("version", templates.version(), MAX_VERSION);
        boolean isZone = check.zone(templates.zone());
        check.language("zh", templates, templates.zh(), DefaultTemplates.ZH, isZone);
        check.language("en", templates, templates.en(), DefaultTemplates.EN, isZone);
        return check.errors;
    }

    /** What a user has a right to know: a template of the kind must name it. */
    static List<String> needed(WarningKind kind) {
        List<String> facts =
                List.of(
                        "offences",
                        "works",
                        "owners",
                        "times",
                        "since",
                        "grounds",
                        "listed",
                        "measure");
        return switch (kind) {
            case REMINDER -> List.of("education");
            case FIRST -> and(facts, "disputeUntil", "education", "step");
            case STRIKE ->
                    and(
                            facts,
                            "disputeUntil",
                            "education",
                            "step",
                            "strikes",
                            "expires",
                            "restrictions");
            case PROPOSAL ->
                    and(
                            facts,
                            "disputeUntil",
                            "education",
                            "step",
                            "strikes",
                            "expires",
                            "restrictions",
                            "decideBy");
            case ENDED -> and(facts, "disputeUntil", "strikes", "ended", "reason");
            case LIFTED -> List.of("voided", "offences", "works", "step");
            case RELIEVED -> List.of("relieved", "restrictions", "step");
            case LIVE -> List.of("works", "stopBy");
        };
    }

    private static List<String> and(List<String> facts, String... more) {
        return Stream.concat(facts.stream(), Arrays.stream(more)).toList();
    }

    private boolean zone(String zone) {
        try {
            ZoneId.of(zone == null ? "" : zone);
            return true;
        } catch (DateTimeException e) {
            errors.add("zone: expected a zone such as Asia/Shanghai, got " + zone + "; correct it");
            return false;
        }
    }

    private void language(
            String name,
            WarningTemplates of,
            Language language,
            Language defaults,
            boolean isZone) {
        if (isZone) {
            moment(name + ".moment", of.zone(), language.moment(), defaults.moment());
        }
        text(name + ".separator", language.separator(), MAX_WORD);
        parameters(name + ".more", language.more(), Set.of("n"), List.of("n"));
        List<String> ofUntil = List.of("measure", "moment");
        parameters(name + ".until", language.until(), Set.copyOf(ofUntil), ofUntil);
        words(name + ".words", language.words());
        for (WarningKind kind : WarningKind.values()) {
            String where = name + "." + kind.name().toLowerCase(Locale.ROOT);
            template(where, kind, language.template(kind));
        }
    }

    private void moment(String name, String zone, String pattern, String defaultPattern) {
        if (!zone.equals(DefaultTemplates.ZONE) && defaultPattern.equals(pattern)) {
            errors.add(
                    name
                            + ": expected a pattern that names the zone "
                            + zone
                            + ", got that of "
                            + DefaultTemplates.ZONE
                            + "; write one with O for the offset");
            return;
        }
        try {
            DateTimeFormatter.ofPattern(pattern == null ? "" : pattern)
                    .withZone(ZoneId.of(zone))
                    .format(Instant.EPOCH);
        } catch (IllegalArgumentException | DateTimeException e) {
            errors.add(
                    name
                            + ": expected a pattern such as yyyy-MM-dd HH:mm O, got "
                            + pattern
                            + "; correct it");
        }
        text(name, pattern, MAX_WORD);
    }

    private void words(String name, List<Word> words) {
        List<String> missing = new ArrayList<>(CODES);
        for (Word word : words) {
            text(name + "." + word.code(), word.text(), MAX_WORD);
            if (!missing.remove(word.code())) {
                errors.add(
                        name
                                + "."
                                + word.code()
                                + ": expected each code once, of "
                                + String.join(", ", CODES)
                                + "; correct it");
            }
        }
        if (!missing.isEmpty()) {
            errors.add(
                    name
                            + ": expected a word for each code, got none for "
                            + String.join(", ", missing)
                            + "; add them");
        }
    }

    private void template(String name, WarningKind kind, Template template) {
        Set<String> known = Set.copyOf(WarningTexts.parameters(kind));
        List<String> lines = template.body() == null ? List.of() : template.body();
        text(name + ".title", template.title(), MAX_TITLE);
        named(name + ".title", template.title(), known);
        if (lines.isEmpty()
                || lines.size() > MAX_LINES
                || lines.stream().mapToInt(String::length).sum() > MAX_BODY) {
            errors.add(
                    name
                            + ".body: expected 1 to "
                            + MAX_LINES
                            + " lines with up to "
                            + MAX_BODY
                            + " characters in all, got "
                            + lines.size()
                            + " lines; change it");
        }
        Set<String> named = new TreeSet<>();
        for (int i = 0; i < lines.size(); i++) {
            String where = name + ".body[" + i + "]";
            controls(where, lines.get(i));
            named.addAll(named(where, lines.get(i), known));
        }
        missing(name + ".body", needed(kind), named);
    }

    private void parameters(String name, String text, Set<String> known, List<String> needed) {
        text(name, text, MAX_WORD);
        missing(name, needed, named(name, text, known));
    }

    private void missing(String name, List<String> needed, Set<String> named) {
        List<String> missing =
                needed.stream()
                        .filter(parameter -> !named.contains(parameter))
                        .map(parameter -> "{" + parameter + "}")
                        .toList();
        if (!missing.isEmpty()) {
            errors.add(
                    name
                            + ": expected all that the user must know, got none of "
                            + String.join(", ", missing)
                            + "; add it");
        }
    }

    /** The parameters that a text names. */
    private Set<String> named(String name, String text, Set<String> known) {
        Set<String> named = new TreeSet<>();
        String given = text == null ? "" : text;
        Matcher parameter = PARAMETER.matcher(given);
        while (parameter.find()) {
            named.add(parameter.group(1));
            if (!known.contains(parameter.group(1))) {
                errors.add(
                        name
                                + ": no such parameter {"
                                + parameter.group(1)
                                + "}; expected one of "
                                + String.join(", ", new TreeSet<>(known)));
            }
        }
        String rest = parameter.replaceAll("");
        if (rest.indexOf('{') >= 0 || rest.indexOf('}') >= 0) {
            errors.add(
                    name
                            + ": expected braces around names of parameters alone, got "
                            + given
                            + "; correct it");
        }
        return named;
    }

    private void text(String name, String text, int max) {
        if (text == null || text.isBlank() || text.length() > max) {
            errors.add(name + ": expected 1 to " + max + " characters, got " + got(text));
        } else {
            controls(name, text);
        }
    }

    private static String got(String text) {
        return text == null ? "none; fill it in" : text.length() + "; change it";
    }

    private void controls(String name, String text) {
        if (text.chars().anyMatch(c -> c == '\n' || Controls.is((char) c))) {
            errors.add(
                    name
                            + ": expected one line without control characters, got some; write"
                            + " a line for each");
        }
    }
}
