package dev.vigil.desk.web;

import dev.vigil.desk.sign.DeskRole;
import dev.vigil.desk.sign.Visitor;
import dev.vigil.desk.text.PageText;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Set;
import java.util.stream.Collectors;

/** What a visit gets. */
public sealed interface Answer {
    /**
     * A page.
     *
     * @param title of the window, in the visitor's language
     * @param template file below {@code src/main/jte}, such as {@code screen/queue.jte}; its
     *     parameters are {@code frame} ({@link Frame}), {@code text} ({@link
     *     dev.vigil.desk.text.PageText}) and {@code view}
     * @param view what the template shows
     */
    record Page(int status, String title, String template, Object view) implements Answer {}

    /**
     * Another page, which the browser then asks for.
     *
     * @param path on this desk, encoded
     */
    record Elsewhere(String path) implements Answer {}

    /**
     * A refusal: a page with one sentence.
     *
     * @param status 4xx
     * @param sentence what was expected, what it got and what to do, in the visitor's language
     */
    record Refusal(int status, String sentence) implements Answer {}

    /**
     * A file.
     *
     * @param name that the browser keeps it under: ASCII letters, digits, dots and dashes
     * @param type its content type
     */
    record Download(String name, String type, Body body) implements Answer {}

    /** Writes a file as it is made. */
    interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    static Answer page(String title, String template, Object view) {
        return new Page(200, title, template, view);
    }

    /** A form that can't be taken as it is, shown again with what is wrong. */
    static Answer again(int status, String title, String template, Object view) {
        return new Page(status, title, template, view);
    }

    static Answer to(String path) {
        return new Elsewhere(path);
    }

    static Answer refused(int status, String sentence) {
        return new Refusal(status, sentence);
    }

    /**
     * A refusal of who has none of some roles.
     *
     * @param text in the visitor's language
     */
    static Answer wrongRole(PageText text, Visitor visitor, Set<DeskRole> roles) {
        return refused(
                403, text.text("error.403.role", names(text, roles), names(text, visitor.roles())));
    }

    private static String names(PageText text, Set<DeskRole> roles) {
        return roles.stream().sorted().map(text::code).collect(Collectors.joining(", "));
    }

    /** UTF-8 with its mark, as spreadsheets need it; cells are the writer's to quote. */
    static Answer csv(String name, Body body) {
        return new Download(name, "text/csv; charset=utf-8", body);
    }
}
