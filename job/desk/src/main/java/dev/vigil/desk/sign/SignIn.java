package dev.vigil.desk.sign;

/** A way in which people show who they are. */
public interface SignIn {
    /**
     * What decides who a person is and what it may do: a session that was begun under other
     * settings is none. It holds no secret.
     */
    String settings();
}
