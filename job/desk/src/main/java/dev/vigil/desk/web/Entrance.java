package dev.vigil.desk.web;

import dev.vigil.desk.sign.ProxySignIn;
import dev.vigil.desk.sign.SignIn;
import dev.vigil.desk.sign.Visitor;
import dev.vigil.desk.sign.WebSession;
import dev.vigil.desk.sign.WebSessions;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.Cookie;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/** Which session a request is of, and the cookie that names it. For many threads. */
final class Entrance {
    /** Of requests that a page makes by itself. */
    static final HttpString REFRESH = new HttpString("Desk-Refresh");

    private static final String SAFE = "; Path=/; HttpOnly; SameSite=Lax";

    private final WebSessions sessions;
    private final DeskPlace place;
    private final DeskRates rates;

    /** Null where people sign in otherwise. */
    private final ProxySignIn proxy;

    Entrance(WebSessions sessions, SignIn signIn, DeskPlace place, DeskRates rates) {
        this.sessions = sessions;
        this.place = place;
        this.rates = rates;
        proxy = signIn instanceof ProxySignIn it ? it : null;
    }

    /**
     * The session that a request is of.
     *
     * @param isPage false for a stream: it keeps no session, and begins none of a proxy's person
     * @throws TurnedAway where people sign in by a proxy, and this is not asked by it
     */
    Optional<WebSession> session(HttpServerExchange exchange, boolean isPage) {
        boolean isPerson = isPage && !exchange.getRequestHeaders().contains(REFRESH);
        Optional<WebSession> session =
                token(exchange).flatMap(token -> sessions.of(token, isPerson));
        if (proxy == null) {
            return session;
        }
        Visitor visitor = proxied(exchange);
        Optional<WebSession> own = session.filter(one -> isOf(one, visitor));
        boolean begins = own.isEmpty() && isPerson && isGet(exchange);
        return begins ? sessions.of(begin(exchange, visitor), true) : own;
    }

    private static boolean isGet(HttpServerExchange exchange) {
        return exchange.getRequestMethod().equals(Methods.GET);
    }

    /** Another person, or other roles: it is not theirs. */
    private static boolean isOf(WebSession session, Visitor visitor) {
        Visitor was = session.visitor();
        return was.actor().equals(visitor.actor())
                && was.roles().equals(visitor.roles())
                && Objects.equals(was.party(), visitor.party());
    }

    private Visitor proxied(HttpServerExchange exchange) {
        if (!proxy.isProxy(only(exchange, ProxySignIn.SECRET))) {
            throw new TurnedAway(StatusCodes.FORBIDDEN, "signin.proxy.secret");
        }
        String user = only(exchange, ProxySignIn.USER);
        if (user.isEmpty()) {
            throw new TurnedAway(StatusCodes.FORBIDDEN, "signin.proxy.user");
        }
        String party = only(exchange, ProxySignIn.PARTY);
        return proxy.visitor(
                        user,
                        utf8(only(exchange, ProxySignIn.NAME)),
                        only(exchange, ProxySignIn.GROUPS),
                        party.isEmpty() ? null : party)
                .orElseThrow(() -> new TurnedAway(StatusCodes.FORBIDDEN, "signin.norole"));
    }

    /**
     * Empty where the header is there twice, too: a proxy that adds its own lets the first one by.
     */
    private static String only(HttpServerExchange exchange, String header) {
        HeaderValues values = exchange.getRequestHeaders().get(header);
        return values == null || values.size() != 1 ? "" : values.getFirst().strip();
    }

    /** The server takes each byte of a header for a character. */
    private static String utf8(String header) {
        return new String(header.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private String begin(HttpServerExchange exchange, Visitor visitor) {
        if (!rates.takesSignIn(visitor.actor())) {
            throw new TurnedAway(StatusCodes.TOO_MANY_REQUESTS, "signin.often");
        }
        String token = sessions.begin(visitor);
        enter(exchange, token);
        return token;
    }

    private Optional<String> token(HttpServerExchange exchange) {
        return Optional.ofNullable(exchange.getRequestCookie(name(exchange))).map(Cookie::getValue);
    }

    /** Cookies are of a host, not of a port: two desks on one machine have two names. */
    private String name(HttpServerExchange exchange) {
        return place.isSecure()
                ? "__Host-desk"
                : "desk-" + exchange.getDestinationAddress().getPort();
    }

    /** The session of this token is the browser's from now on: the one before ends. */
    void enter(HttpServerExchange exchange, String token) {
        token(exchange).ifPresent(sessions::end);
        // Lax: with Strict a person who follows a link in a mail would not be signed in.
        set(exchange, name(exchange), token, "");
    }

    void leave(HttpServerExchange exchange) {
        token(exchange).ifPresent(sessions::end);
        set(exchange, name(exchange), "", "; Max-Age=0");
    }

    /** A value that the browser keeps for some minutes, of a sign-in that is on its way. */
    void keep(HttpServerExchange exchange, String value, int seconds) {
        set(exchange, name(exchange) + "-way", value, "; Max-Age=" + seconds);
    }

    Optional<String> kept(HttpServerExchange exchange) {
        return Optional.ofNullable(exchange.getRequestCookie(name(exchange) + "-way"))
                .map(Cookie::getValue);
    }

    private void set(HttpServerExchange exchange, String name, String value, String more) {
        String secure = place.isSecure() ? "; Secure" : "";
        exchange.getResponseHeaders()
                .add(Headers.SET_COOKIE, name + "=" + value + SAFE + secure + more);
    }
}
