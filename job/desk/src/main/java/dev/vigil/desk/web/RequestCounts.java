package dev.vigil.desk.web;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.StatusCodes;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/** How requests were answered, and how often somebody was not signed in. For many threads. */
public final class RequestCounts {
    private static final String SIGN_IN = "/signin";

    /** Of 1xx to 5xx. */
    private static final int CLASSES = 5;

    private final LongAdder[] byClass = new LongAdder[CLASSES];
    private final LongAdder refusedSignIns = new LongAdder();

    RequestCounts() {
        for (int i = 0; i < CLASSES; i++) {
            byClass[i] = new LongAdder();
        }
    }

    /** Counts it once it is answered. */
    void follow(HttpServerExchange exchange) {
        exchange.addExchangeCompleteListener(
                (answered, next) -> {
                    count(answered.getRequestPath(), answered.getStatusCode());
                    next.proceed();
                });
    }

    void count(String path, int status) {
        byClass[Math.max(1, Math.min(CLASSES, status / 100)) - 1].increment();
        if (path.startsWith(SIGN_IN) && status >= StatusCodes.BAD_REQUEST) {
            refusedSignIns.increment();
        }
    }

    /** Requests by the class of their status, such as {@code 2xx}; all five are there. */
    public Map<String, Long> byClass() {
        Map<String, Long> counts = new TreeMap<>();
        for (int i = 0; i < CLASSES; i++) {
            counts.put((i + 1) + "xx", byClass[i].sum());
        }
        return counts;
    }

    /** Links and answers of identity providers that were not taken. */
    public long refusedSignIns() {
        return refusedSignIns.sum();
    }
}
