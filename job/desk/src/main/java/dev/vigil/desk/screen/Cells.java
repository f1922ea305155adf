package dev.vigil.desk.screen;

import dev.vigil.client.page.PageLanguage;
import dev.vigil.client.text.Times;
import dev.vigil.desk.text.DeskLink;
import dev.vigil.desk.text.PageText;
import dev.vigil.policy.ChineseSentences;
import gg.jte.Content;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Makes values of pages, in the language and zone of a visitor. */
final class Cells {
    private static final String EVERYWHERE = "*";

    /** Characters: most words of states and kinds are as short in Chinese. */
    private static final int SHORT = 8;

    private static final Pattern PLACE = Pattern.compile("(.+)-(\\d+)@(\\d+)");

    private final PageText text;

    Cells(PageText text) {
        this.text = text;
    }

    /** How much a state asks for: a shape beside its word. */
    enum Look {
        GOOD("●"),
        UNKNOWN("○"),
        WARN("▲"),
        ALARM("■");

        private final String shape;

        Look(String shape) {
            this.shape = shape;
        }
    }

    Cell none() {
        return new Cell(text.foreign(null), null);
    }

    /** Who did something, with the name where it is known; a dash for null. */
    Cell person(String pointer) {
        return pointer == null ? none() : new Cell(text.person(pointer), pointer);
    }

    /** A string of somebody else; a dash for null. */
    Cell foreign(String value) {
        return value == null ? none() : new Cell(text.foreign(value), value);
    }

    /** The same of one that may be long: its beginning, and whole in a spreadsheet. */
    Cell foreign(String value, int most) {
        return value == null ? none() : new Cell(text.foreign(value, most), value);
    }

    /**
     * A string of somebody else that leads to a page.
     *
     * @param screen as {@code session}
     * @param id null for a dash
     */
    Cell link(String screen, String id) {
        return id == null ? none() : link(DeskLink.to(screen, id), foreign(id));
    }

    /** The same as the first of a row: keys move from one to the next. */
    Cell row(String screen, String id) {
        return id == null ? none() : anchor(DeskLink.to(screen, id), " data-row", foreign(id));
    }

    /**
     * A value that leads to a page.
     *
     * @param path encoded
     */
    Cell link(String path, Cell shown) {
        return anchor(path, "", shown);
    }

    /** The form of an act: there is none on paper. */
    Cell form(String path, Cell shown) {
        return anchor(path, " class=\"act\"", shown);
    }

    /**
     * The same.
     *
     * @param key that opens it too
     */
    Cell form(String path, char key, Cell shown) {
        return anchor(path, " class=\"act\" data-key=\"" + key + "\"", shown);
    }

    /** One behind the other; in a spreadsheet the first alone. */
    Cell both(Cell first, Cell second) {
        Content html =
                output -> {
                    first.html().writeTo(output);
                    output.writeContent(" ");
                    second.html().writeTo(output);
                };
        return new Cell(html, first.plain());
    }

    /** The first of a row: keys move from one to the next. */
    Cell row(String path, Cell shown) {
        return anchor(path, " data-row", shown);
    }

    private static Cell anchor(String path, String attribute, Cell shown) {
        Content html =
                output -> {
                    output.writeContent("<a href=\"" + path.replace("&", "&amp;") + "\"");
                    output.writeContent(attribute + ">");
                    shown.html().writeTo(output);
                    output.writeContent("</a>");
                };
        return new Cell(html, shown.plain());
    }

    /**
     * Words of our own.
     *
     * @param arguments numbers, own words, and other values of the page
     */
    Cell say(String key, Object... arguments) {
        Object[] html = arguments.clone();
        Object[] plain = arguments.clone();
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i] instanceof Cell cell) {
                html[i] = cell.html();
                plain[i] = cell.plain() == null ? text.shown(null) : cell.plain();
            }
        }
        return new Cell(text.say(key, html), text.text(key, plain));
    }

    /** Of an id that tells rows apart and is no word: whole in a spreadsheet. */
    Cell beginning(String id) {
        return id == null ? none() : new Cell(text.foreign(id, SHORT), id);
    }

    /** Of a law or the declaration, as the reader's language names it. */
    Cell article(String reference) {
        return foreign(
                text.language() == PageLanguage.ZH && reference != null
                        ? ChineseSentences.article(reference)
                        : reference);
    }

    /** {@code deal-8: TERRITORY}: an authorization, and which of its limits is passed. */
    Cell failedTest(String failed) {
        return foreign(
                text.language() == PageLanguage.ZH ? ChineseSentences.failedTest(failed) : failed);
    }

    Cell code(Enum<?> value) {
        return value == null ? none() : words(text.code(value));
    }

    /**
     * A constant of an enum as the store has it; one that has no words is shown as it is.
     *
     * @param name null for a dash
     */
    Cell code(String type, String name) {
        if (name == null) {
            return none();
        }
        String known = text.code(type, name);
        return known.equals(name) ? foreign(name) : words(known);
    }

    /** A short one stays on its line. */
    private static Cell words(String own) {
        boolean isShort = own.length() <= SHORT;
        Content html =
                output -> {
                    output.writeContent(isShort ? "<span class=\"word\">" : "");
                    output.writeUserContent(own);
                    output.writeContent(isShort ? "</span>" : "");
                };
        return new Cell(html, own);
    }

    /** A state, by word and shape. */
    Cell state(Look look, Cell word) {
        Content html =
                output -> {
                    output.writeContent("<span class=\"state " + look.name() + "\">");
                    output.writeContent(
                            "<span aria-hidden=\"true\">" + look.shape + "</span>\u00a0");
                    word.html().writeTo(output);
                    output.writeContent("</span>");
                };
        return new Cell(html, word.plain());
    }

    /** In a spreadsheet with its offset, as ISO 8601 has it. */
    Cell time(Long atMs) {
        return atMs == null
                ? none()
                : new Cell(
                        text.time(atMs),
                        DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                                Instant.ofEpochMilli(atMs).atZone(text.zone())));
    }

    /**
     * A day, or a time of another zone, as the jobs name it: it stays on its line.
     *
     * @param named {@code 2026-11-23}; null for a dash
     */
    Cell whole(String named) {
        Cell shown = foreign(named);
        Content html =
                output -> {
                    output.writeContent("<time>");
                    shown.html().writeTo(output);
                    output.writeContent("</time>");
                };
        return new Cell(html, shown.plain());
    }

    /** What is left until a time, counted by the page; in a spreadsheet in milliseconds. */
    Cell left(Long dueMs) {
        return dueMs == null ? none() : new Cell(text.left(dueMs), dueMs - text.nowMs());
    }

    /**
     * Where a record is, as {@code notices-1@7}, which leads to it.
     *
     * @param place null for a dash
     */
    Cell place(String place) {
        Matcher parts = PLACE.matcher(place == null ? "" : place);
        return parts.matches()
                ? link(
                        DeskLink.to("record", parts.group(1), parts.group(2), parts.group(3)),
                        foreign(place))
                : foreign(place);
    }

    Cell number(Number value) {
        return value == null ? none() : new Cell(words(value.toString()).html(), value);
    }

    /** In a spreadsheet in milliseconds. */
    Cell span(Long ms) {
        return ms == null ? none() : new Cell(words(text.span(ms)).html(), ms);
    }

    /** A short span, to the tenth of a second. */
    Cell seconds(long ms) {
        return new Cell(
                say("value.seconds", BigDecimal.valueOf(Math.round(ms / 100.0), 1)).html(), ms);
    }

    /** A time of an instrument. */
    Cell millis(Long ms) {
        return ms == null ? none() : new Cell(say("value.ms", ms).html(), ms);
    }

    /** A place in a recording, as {@code 1:02.5}. */
    Cell position(long ms) {
        return words(Times.position(ms));
    }

    /** Places and what is meant by them: everywhere where none is named. */
    Cell territories(List<String> named) {
        return named == null || named.isEmpty()
                ? say("value.everywhere")
                : some(named.stream().map(this::territory).toList(), named.size());
    }

    Cell territory(String named) {
        return EVERYWHERE.equals(named) ? say("value.everywhere") : foreign(named);
    }

    /** Values with commas between them; a dash for none. */
    Cell some(List<Cell> cells) {
        return some(cells, 10);
    }

    /** At most that many of them, and how many there are more. */
    Cell some(List<Cell> cells, int most) {
        if (cells.isEmpty()) {
            return none();
        }
        List<Cell> shown = new ArrayList<>(cells.subList(0, Math.min(most, cells.size())));
        if (cells.size() > shown.size()) {
            shown.add(say("value.more", cells.size() - shown.size()));
        }
        Content html =
                output -> {
                    for (int i = 0; i < shown.size(); i++) {
                        output.writeContent(i == 0 ? "" : ", ");
                        shown.get(i).html().writeTo(output);
                    }
                };
        return new Cell(
                html,
                cells.stream()
                        .map(Cell::plain)
                        .filter(Objects::nonNull)
                        .map(String::valueOf)
                        .collect(Collectors.joining("; ")));
    }

    /** Strings of others. */
    Cell names(List<String> all) {
        return some(all == null ? List.of() : all.stream().map(this::foreign).toList());
    }

    /** Ids that each lead to a page. */
    Cell links(String screen, List<String> ids) {
        return some(ids.stream().map(id -> link(screen, id)).toList());
    }
}
