package dev.vigil.desk.sign;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * Signs in the person who runs the desk on one machine: by a link that is printed there and used
 * once. The next one is printed when it is used. For many threads.
 */
public final class LinkSignIn implements SignIn {
    private final Visitor visitor;
    private final Consumer<String> print;
    private String digest;

    /**
     * @param user of the operating system, whom records will name
     * @param print gets each token
     */
    public LinkSignIn(String user, Consumer<String> print) {
        visitor = new Visitor(Visitor.LINK + user, user, DeskRole.STAFF, null);
        this.print = print;
        digest = SecretText.digest("");
    }

    /** Makes the next token; the one before is worth nothing any more. */
    public synchronized void next() {
        String token = SecretText.next();
        digest = SecretText.digest(token);
        print.accept(token);
    }

    /** The person, where this is the token that was printed last; it is used up by that. */
    public synchronized Optional<Visitor> take(String token) {
        if (token.isEmpty() || !SecretText.digest(token).equals(digest)) {
            return Optional.empty();
        }
        next();
        return Optional.of(visitor);
    }

    @Override
    public String settings() {
        return Visitor.LINK;
    }
}
