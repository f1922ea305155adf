package dev.vigil.local.bus;

import java.io.IOException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;

/** Kafka did not do what was asked; the message is one line for a person. */
public final class BusException extends IOException {
    private static final long serialVersionUID = 1L;

    public BusException(String doing, Throwable cause) {
        super(told(doing, cause), cause);
    }

    private static String told(String doing, Throwable cause) {
        String came = ", came '" + rootOf(cause).getMessage() + "'; ";
        if (cause instanceof AuthorizationException) {
            return "expected the right to do so while "
                    + doing
                    + came
                    + "grant it to this principal, see vigil topics --acls";
        }
        if (cause instanceof AuthenticationException) {
            return "expected Kafka to know this client while "
                    + doing
                    + came
                    + "correct the credentials or certificates in --kafka-properties";
        }
        return "expected a Kafka broker to answer while "
                + doing
                + came
                + "is it running (vigil up), is --bootstrap right?";
    }

    /** Kafka's own words are about its objects, the cause is about the address. */
    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause().getMessage() != null) {
            root = root.getCause();
        }
        return root;
    }
}
