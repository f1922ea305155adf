package dev.vigil.desk.web;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.util.Set;

/** Where a request is from, as its browser states it. */
final class RequestOrigin {
    private static final HttpString FETCH_SITE = new HttpString("Sec-Fetch-Site");
    private static final HttpString ORIGIN = new HttpString("Origin");
    private static final Set<String> NAMES = Set.of("127.0.0.1", "localhost", "[::1]");

    private RequestOrigin() {}

    /**
     * True where the desk was asked under a name of this machine: a page of another site can make a
     * browser ask this machine under the name of that site.
     */
    static boolean isAskedByName(HttpServerExchange exchange) {
        String host = exchange.getRequestHeaders().getFirst(Headers.HOST);
        String port = ":" + exchange.getDestinationAddress().getPort();
        return host != null
                && host.endsWith(port)
                && NAMES.contains(host.substring(0, host.length() - port.length()));
    }

    /** True for a form of a page of this desk. */
    static boolean isOwnForm(HttpServerExchange exchange) {
        String site = exchange.getRequestHeaders().getFirst(FETCH_SITE);
        if (site != null) {
            return site.equals("same-origin");
        }
        String own =
                exchange.getRequestScheme()
                        + "://"
                        + exchange.getRequestHeaders().getFirst(Headers.HOST);
        return own.equals(exchange.getRequestHeaders().getFirst(ORIGIN));
    }
}
