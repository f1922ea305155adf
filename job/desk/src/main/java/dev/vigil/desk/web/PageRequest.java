package dev.vigil.desk.web;

import dev.vigil.client.page.PageLanguage;
import dev.vigil.desk.sign.DeskRole;
import dev.vigil.desk.sign.Visitor;
import dev.vigil.desk.sign.WebSession;
import dev.vigil.desk.text.Messages;
import dev.vigil.desk.text.PageText;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** One request while it is answered. */
final class PageRequest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    final HttpServerExchange exchange;

    /** Null where no person is signed in. */
    final WebSession session;

    final byte[] body;
    final PageText text;

    /** Names the request in the log. */
    final String id = UUID.randomUUID().toString();

    /** Which news the page has. */
    final String mark;

    private boolean isGivenBack;

    /**
     * @param names of people by their pointer
     */
    PageRequest(
            HttpServerExchange exchange,
            WebSession session,
            byte[] body,
            long nowMs,
            String mark,
            UnaryOperator<String> names) {
        this.mark = mark;
        this.exchange = exchange;
        this.session = session;
        this.body = body;
        PageLanguage chosen = session == null ? null : session.language();
        PageLanguage language =
                chosen == null
                        ? SpokenLanguage.of(
                                exchange.getRequestHeaders().getFirst(Headers.ACCEPT_LANGUAGE))
                        : chosen;
        ZoneId zone = session == null ? null : session.zone();
        text =
                new PageText(
                        Messages.of(language),
                        zone == null ? SHANGHAI : zone,
                        nowMs,
                        isStaff() ? names : any -> null);
    }

    /** Owners see pointers: who works for the site is not for them. */
    private boolean isStaff() {
        return session != null && session.visitor().hasAny(DeskRole.STAFF);
    }

    Visitor visitor() {
        return session == null ? null : session.visitor();
    }

    /** True where a tab asks by itself, as rows have changed. */
    boolean isRefresh() {
        return exchange.getRequestHeaders().contains(Entrance.REFRESH);
    }

    /**
     * The state that the tab knows of, by the tick of this desk or of another one of the store:
     * what was made for an older one may lack its rows.
     */
    String state() {
        return exchange.getRequestHeaders().getFirst(Entrance.REFRESH);
    }

    boolean isPost() {
        return exchange.getRequestMethod().equals(Methods.POST);
    }

    String path() {
        return exchange.getRequestURI();
    }

    /** With its query, as a link to it; the first page where it can't be one. */
    String here() {
        String query = exchange.getQueryString();
        String here = path() + (query.isEmpty() ? "" : "?" + query);
        return OwnAddress.is(here) ? here : "/";
    }

    Map<String, List<String>> query() {
        Map<String, List<String>> query = new HashMap<>();
        exchange.getQueryParameters()
                .forEach((name, values) -> query.put(name, new ArrayList<>(values)));
        return query;
    }

    /**
     * The form that was sent, to be sent again; empty where this is none, or one of the sign-in.
     * Read anew, as most forms are taken.
     */
    Optional<KeptForm> kept() {
        return isGivenBack
                ? KeptForm.of(
                        here(), exchange.getRequestHeaders().getFirst(Headers.CONTENT_TYPE), body)
                : Optional.empty();
    }

    /**
     * Lets refusals give back what was sent. The caller has seen that it is of a page of this desk:
     * a link of another site must not fill in a form for a person.
     */
    void keep() {
        isGivenBack = isPost() && !path().startsWith(SignInPages.BELOW);
    }

    Optional<String> query(String name) {
        return Optional.ofNullable(exchange.getQueryParameters().get(name))
                .map(values -> values.getFirst());
    }
}
