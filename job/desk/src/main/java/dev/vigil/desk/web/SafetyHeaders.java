package dev.vigil.desk.web;

import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;

/** What each answer asks of the browser: nothing from elsewhere, nothing kept, in no frame. */
final class SafetyHeaders {
    /** Where browsers report what they have kept out. */
    static final String REPORTS = "/csp";

    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; form-action 'self'; frame-ancestors 'none';"
                    + " base-uri 'none'; report-uri "
                    + REPORTS;

    private SafetyHeaders() {}

    /**
     * @param isSecure true where browsers reach the desk over TLS: they need never try without
     */
    static void put(HeaderMap headers, boolean isSecure) {
        if (isSecure) {
            headers.put(Headers.STRICT_TRANSPORT_SECURITY, "max-age=31536000");
        }
        headers.put(new HttpString("Content-Security-Policy"), POLICY);
        headers.put(new HttpString("Referrer-Policy"), "same-origin");
        headers.put(new HttpString("X-Content-Type-Options"), "nosniff");
        headers.put(new HttpString("Cross-Origin-Opener-Policy"), "same-origin");
        headers.put(new HttpString("Cross-Origin-Resource-Policy"), "same-origin");
        headers.put(Headers.CACHE_CONTROL, "no-store");
    }

    /** Of a file whose address has its digest. */
    static void keep(HeaderMap headers) {
        headers.put(Headers.CACHE_CONTROL, "public, max-age=31536000, immutable");
    }
}
