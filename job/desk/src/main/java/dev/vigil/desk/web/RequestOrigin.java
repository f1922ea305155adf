package dev.vigil.desk.web;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;

/** Where a request is from, as its browser, and a proxy between them, state it. */
final class RequestOrigin {
    private static final HttpString FETCH_SITE = new HttpString("Sec-Fetch-Site");
    private static final HttpString ORIGIN = new HttpString("Origin");
    private static final HttpString FORWARDED_FOR = new HttpString("X-Forwarded-For");
    private static final Set<String> NAMES = Set.of("127.0.0.1", "localhost", "[::1]");

    /** A customer of a provider has at least this much of IPv6. */
    private static final int NETWORK_BYTES = 8;

    private final DeskPlace place;

    RequestOrigin(DeskPlace place) {
        this.place = place;
    }

    /** True for any peer where no proxy is named. */
    boolean isOfProxy(HttpServerExchange exchange) {
        return place.proxies() == null
                || place.proxies().has(exchange.getSourceAddress().getAddress());
    }

    /**
     * True where the desk was asked under its own name: a page of another site can make a browser
     * ask this machine under the name of that site.
     */
    boolean isAskedByName(HttpServerExchange exchange) {
        HeaderValues hosts = exchange.getRequestHeaders().get(Headers.HOST);
        if (hosts == null || hosts.size() != 1) {
            return false;
        }
        String host = hosts.getFirst();
        if (place.host() != null) {
            return host.equalsIgnoreCase(place.host());
        }
        String port = ":" + exchange.getDestinationAddress().getPort();
        return host.endsWith(port)
                && NAMES.contains(host.substring(0, host.length() - port.length()));
    }

    /** True for a form of a page of this desk. */
    boolean isOwnForm(HttpServerExchange exchange) {
        String site = exchange.getRequestHeaders().getFirst(FETCH_SITE);
        if (site != null) {
            return site.equals("same-origin");
        }
        return own(exchange).equalsIgnoreCase(exchange.getRequestHeaders().getFirst(ORIGIN));
    }

    /** The address of the desk without a path. */
    String own(HttpServerExchange exchange) {
        return place.host() == null
                ? exchange.getRequestScheme()
                        + "://"
                        + exchange.getRequestHeaders().getFirst(Headers.HOST)
                : place.address().getScheme() + "://" + place.host();
    }

    /**
     * The browser's address, as the proxy states it: the last that it has added to what others did.
     */
    InetAddress client(HttpServerExchange exchange) {
        InetAddress peer = exchange.getSourceAddress().getAddress();
        HeaderValues forwarded = exchange.getRequestHeaders().get(FORWARDED_FOR);
        if (place.proxies() == null || forwarded == null) {
            return peer;
        }
        String last = forwarded.getLast();
        InetAddress stated =
                PeerAddresses.literal(last.substring(last.lastIndexOf(',') + 1).strip());
        return stated == null ? peer : stated;
    }

    /** What limits of an address count by: of IPv6 the network, as a browser has all of it. */
    String network(HttpServerExchange exchange) {
        InetAddress client = client(exchange);
        return client instanceof Inet6Address
                ? HexFormat.of().formatHex(Arrays.copyOf(client.getAddress(), NETWORK_BYTES))
                : client.getHostAddress();
    }
}
