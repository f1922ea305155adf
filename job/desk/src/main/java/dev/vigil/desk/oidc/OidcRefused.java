package dev.vigil.desk.oidc;

/** A sign-in that is not done. */
public final class OidcRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String key;

    /**
     * @param status of the answer
     * @param key of the sentence for the person
     * @param reason for the log: it holds no token and no code
     */
    OidcRefused(int status, String key, String reason) {
        super(reason);
        this.status = status;
        this.key = key;
    }

    public int status() {
        return status;
    }

    public String key() {
        return key;
    }
}
