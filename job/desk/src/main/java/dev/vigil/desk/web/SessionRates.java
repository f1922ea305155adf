package dev.vigil.desk.web;

import dev.vigil.desk.sign.WebSession;
import dev.vigil.peers.RequestRate;
import java.util.Optional;
import java.util.WeakHashMap;

/** How many requests a second each session may make, and all that are of none. For many threads. */
final class SessionRates {
    static final int GETS = 60;
    static final int POSTS = 10;

    private final RequestRate withoutSession = new RequestRate(GETS, System::nanoTime);
    private final WeakHashMap<WebSession, Rates> bySession = new WeakHashMap<>();

    private record Rates(RequestRate gets, RequestRate posts) {
        static Rates begin() {
            return new Rates(
                    new RequestRate(GETS, System::nanoTime),
                    new RequestRate(POSTS, System::nanoTime));
        }
    }

    synchronized boolean take(Optional<WebSession> session, boolean isPost) {
        if (session.isEmpty()) {
            return withoutSession.takes();
        }
        Rates rates = bySession.computeIfAbsent(session.get(), it -> Rates.begin());
        return isPost ? rates.posts().takes() : rates.gets().takes();
    }
}
