package dev.vigil.desk.web;

import dev.vigil.desk.oidc.OidcRefused;
import dev.vigil.desk.oidc.OidcSignIn;
import dev.vigil.desk.oidc.SignInAttempt;
import dev.vigil.desk.oidc.SignedInPerson;
import dev.vigil.desk.oidc.SignedOutPerson;
import dev.vigil.desk.sign.WebSessions;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.StatusCodes;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Sign-in by a provider: to it, back from it, and out. */
final class OidcPages implements SignInPages {
    private static final String START = BELOW + "oidc";
    private static final String CALLBACK = BELOW + "callback";
    private static final String OUT = BELOW + "out";
    private static final String BACK_CHANNEL = BELOW + "backchannel";

    private static final HttpString FETCH_MODE = new HttpString("Sec-Fetch-Mode");
    private static final HttpString REFRESH_HEADER = new HttpString("Refresh");

    /** How long a person may take at the provider. */
    private static final Duration ON_ITS_WAY = Duration.ofMinutes(10);

    /** Of the page to go back to: it is in a cookie. */
    private static final int LONGEST_BACK = 1_000;

    private final OidcSignIn signIn;
    private final WebSessions sessions;
    private final Entrance entrance;
    private final DeskRates rates;
    private final RequestOrigin origin;
    private final InstantSource clock;
    private final Consumer<String> warn;

    /**
     * @param clock of this machine
     */
    OidcPages(
            OidcSignIn signIn,
            WebSessions sessions,
            Entrance entrance,
            DeskRates rates,
            RequestOrigin origin,
            InstantSource clock,
            Consumer<String> warn) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.entrance = entrance;
        this.rates = rates;
        this.origin = origin;
        this.clock = clock;
        this.warn = warn;
    }

    @Override
    public Optional<Answer> below(PageRequest request) {
        String path = request.path();
        if (request.isPost()) {
            return path.equals(BACK_CHANNEL) ? Optional.of(signedOut(request)) : Optional.empty();
        }
        return switch (path) {
            case START -> Optional.of(start(request));
            case CALLBACK -> Optional.of(callback(request));
            case OUT -> Optional.of(out(request));
            default -> Optional.empty();
        };
    }

    /** A page that a person opens leads to the provider; what a script asks for does not. */
    @Override
    public Answer enter(PageRequest request) {
        String mode = request.exchange.getRequestHeaders().getFirst(FETCH_MODE);
        boolean isOpened = mode == null || mode.equals("navigate");
        if (request.path().equals(SIGN_IN) || request.isPost() || !isOpened) {
            String back = request.isPost() ? "/" : request.here();
            return SignInPages.page(
                    request, SignInPages.status(request), "signin.oidc", start(back, false));
        }
        return Answer.to(start(request.here(), false));
    }

    private static String start(String back, boolean again) {
        String path = back.startsWith(SIGN_IN) || back.length() > LONGEST_BACK ? "/" : back;
        return START
                + "?back="
                + URLEncoder.encode(path, StandardCharsets.UTF_8)
                + (again ? "&again=1" : "");
    }

    private Answer start(PageRequest request) {
        boolean again = request.session != null && request.query("again").isPresent();
        String back =
                request.query("back")
                        .filter(OwnAddress::is)
                        .filter(path -> path.length() <= LONGEST_BACK)
                        .orElse("/");
        SignInAttempt attempt = SignInAttempt.begin(back, again);
        try {
            URI provider = signIn.begin(attempt, request.text.tag());
            entrance.keep(request.exchange, attempt.text(), (int) ON_ITS_WAY.toSeconds());
            return new Answer.Elsewhere(provider.toASCIIString());
        } catch (OidcRefused e) {
            return refused(request, e);
        }
    }

    private Answer callback(PageRequest request) {
        Optional<SignInAttempt> attempt =
                entrance.kept(request.exchange)
                        .flatMap(SignInAttempt::parse)
                        .filter(one -> one.isState(request.query("state").orElse("")));
        if (attempt.isEmpty()) {
            // It was another tab's, or a link of another person.
            return SignInPages.page(request, 403, "signin.state", start("/", false));
        }
        // Counted here: any page of the web can make browsers ask for what is above, and one
        // address
        // may be that of a whole office.
        if (!rates.takesSignIn(origin.network(request.exchange))) {
            throw new TurnedAway(StatusCodes.TOO_MANY_REQUESTS, "signin.often");
        }
        entrance.keep(request.exchange, "", 0);
        if (request.query("error").isPresent()) {
            return SignInPages.page(request, 403, "signin.refused", start("/", false));
        }
        try {
            return signedIn(request, attempt.get());
        } catch (OidcRefused e) {
            return refused(request, e);
        }
    }

    private Answer signedIn(PageRequest request, SignInAttempt attempt) throws OidcRefused {
        SignedInPerson person =
                signIn.finish(
                        attempt,
                        request.query("code").orElse(""),
                        request.query("iss").orElse(null));
        entrance.enter(
                request.exchange,
                sessions.begin(person.visitor(), person.shownAtMs(), person.providerSession()));
        return Answer.to(OwnAddress.is(attempt.back()) ? attempt.back() : "/");
    }

    private Answer refused(PageRequest request, OidcRefused e) {
        warn(request, "sign-in", e);
        return SignInPages.page(request, e.status(), e.key(), start("/", false));
    }

    private void warn(PageRequest request, String what, OidcRefused e) {
        if (rates.takesWarning()) {
            warn.accept(request.id + " " + what + ": " + e.getMessage());
        }
    }

    /** It has shown itself before the form was sent: the page is opened anew behind it. */
    @Override
    public Optional<Answer> again(PageRequest request) {
        long ago = clock.millis() - request.session.shownAtMs();
        if (ago < OidcSignIn.RECENT.toMillis()) {
            return Optional.empty();
        }
        if (!request.isPost()) {
            return Optional.of(Answer.to(start(request.here(), true)));
        }
        return Optional.of(
                SignInPages.page(request, 403, "signin.again", start(cameFrom(request), true)));
    }

    /** The page with the form, as the browser names it. */
    private String cameFrom(PageRequest request) {
        String own = origin.own(request.exchange);
        String referer = request.exchange.getRequestHeaders().getFirst(Headers.REFERER);
        String path =
                referer != null && referer.startsWith(own + "/")
                        ? referer.substring(own.length())
                        : "/";
        return OwnAddress.is(path) ? path : "/";
    }

    @Override
    public String left() {
        return OUT;
    }

    /**
     * The desk's own session has ended; this leads to the provider, to end its session. Not at
     * once: the policy of the page with the form lets it lead nowhere else.
     */
    private Answer out(PageRequest request) {
        Optional<URI> provider = signIn.signOut();
        provider.ifPresent(
                uri ->
                        request.exchange
                                .getResponseHeaders()
                                .put(REFRESH_HEADER, "0; url=" + uri.toASCIIString()));
        return SignInPages.page(request, 200, "signin.out", SIGN_IN);
    }

    /** The provider itself asks, without a browser: its token shows that it is the provider. */
    private Answer signedOut(PageRequest request) {
        List<String> tokens = logoutTokens(request.body);
        if (tokens.size() != 1) {
            return Answer.refused(400, request.text.text("signin.backchannel"));
        }
        try {
            SignedOutPerson person = signIn.signedOut(tokens.get(0));
            sessions.endOf(person.actor(), person.providerSession());
            return SignInPages.page(request, 200, "signin.out", null);
        } catch (OidcRefused e) {
            warn(request, "sign-out", e);
            return Answer.refused(
                    e.status() == 503 ? 503 : 400, request.text.text("signin.backchannel"));
        }
    }

    private static List<String> logoutTokens(byte[] form) {
        try {
            return FormFields.of(new String(form, StandardCharsets.UTF_8))
                    .getOrDefault("logout_token", List.of());
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }
}
