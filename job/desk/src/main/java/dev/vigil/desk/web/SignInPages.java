package dev.vigil.desk.web;

import dev.vigil.desk.oidc.OidcSignIn;
import dev.vigil.desk.sign.LinkSignIn;
import dev.vigil.desk.sign.SignIn;
import dev.vigil.desk.sign.WebSessions;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/** The pages by which people sign in and out. On worker threads. */
interface SignInPages {
    /** Where people go who are not signed in, or have signed out. */
    String SIGN_IN = "/signin";

    /** What begins so is of the sign-in: it needs no session. */
    String BELOW = SIGN_IN + "/";

    /** Of the body of a POST to them. */
    int MOST_BYTES = 16_384;

    /** Pages of the way in which people sign in. */
    static SignInPages of(
            SignIn signIn,
            WebSessions sessions,
            Entrance entrance,
            DeskRates rates,
            RequestOrigin origin,
            InstantSource clock,
            Consumer<String> warn) {
        if (signIn instanceof OidcSignIn oidc) {
            return new OidcPages(oidc, sessions, entrance, rates, origin, clock, warn);
        }
        if (signIn instanceof LinkSignIn link) {
            return new LinkPages(link, sessions, entrance, rates, origin);
        }
        return new ProxyPages();
    }

    /** The page at an address that begins with {@link #BELOW}; empty where there is none. */
    Optional<Answer> below(PageRequest request);

    /** What a browser gets that asks for a page and has no session. */
    Answer enter(PageRequest request);

    /**
     * What a person gets that has to show once more who it is; empty where that was shown recently,
     * or can't be asked for.
     */
    default Optional<Answer> again(PageRequest request) {
        return Optional.empty();
    }

    /** Where a person goes that has signed out. */
    default String left() {
        return SIGN_IN;
    }

    /** A page with a sentence, and where to go on. */
    static Answer page(PageRequest request, int status, String key, String link) {
        return Answer.again(
                status,
                request.text.text("signin.title"),
                "answers/signin.jte",
                new SignInView(
                        request.text.text(key),
                        link,
                        request.text.text("signin.go"),
                        request.kept().orElse(null)));
    }

    /** 401, but for the page of the sign-in itself. */
    static int status(PageRequest request) {
        return request.path().equals(SIGN_IN) ? 200 : 401;
    }
}
