package dev.vigil.desk.web;

import dev.vigil.desk.sign.LinkSignIn;
import dev.vigil.desk.sign.Visitor;
import dev.vigil.desk.sign.WebSessions;
import io.undertow.util.StatusCodes;
import java.util.Optional;

/** Sign-in by a link that is printed. */
final class LinkPages implements SignInPages {
    private static final String LINK = BELOW + "link";

    private final LinkSignIn signIn;
    private final WebSessions sessions;
    private final Entrance entrance;
    private final DeskRates rates;
    private final RequestOrigin origin;

    LinkPages(
            LinkSignIn signIn,
            WebSessions sessions,
            Entrance entrance,
            DeskRates rates,
            RequestOrigin origin) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.entrance = entrance;
        this.rates = rates;
        this.origin = origin;
    }

    @Override
    public Optional<Answer> below(PageRequest request) {
        if (!request.path().equals(LINK) || request.isPost()) {
            return Optional.empty();
        }
        if (!rates.takesSignIn(origin.network(request.exchange))) {
            throw new TurnedAway(StatusCodes.TOO_MANY_REQUESTS, "signin.often");
        }
        Optional<Visitor> visitor = request.query("t").flatMap(signIn::take);
        if (visitor.isEmpty()) {
            return Optional.of(
                    Answer.refused(StatusCodes.FORBIDDEN, request.text.text("signin.used")));
        }
        entrance.enter(request.exchange, sessions.begin(visitor.get()));
        return Optional.of(Answer.to("/"));
    }

    @Override
    public Answer enter(PageRequest request) {
        return SignInPages.page(request, SignInPages.status(request), "signin.link", null);
    }
}
