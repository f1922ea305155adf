package dev.vigil.desk.sign;

import org.jdbi.v3.core.Handle;

/** Notes that a person has signed in. */
public interface SignInLog {
    /**
     * @param inside the transaction that begins the session
     */
    void signedIn(Handle inside, Visitor visitor);
}
