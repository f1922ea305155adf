package dev.vigil.client.bus;

import java.io.IOException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;

/** Kafka did not do what was asked; the message is one line for a person. */
public final class BusException extends IOException {
    private static final long serialVersionUID = 1L;

    public BusException(String doing, Throwable cause) {
        super(told(doing, cause), cause);
    }

    /** True where the broker works and this client lacks a right. */
    public boolean lacksRight() {
        return isIn(getCause(), AuthorizationException.class);
    }

    private static String told(String doing, Throwable cause) {
        String got = ", got '" + rootOf(cause).getMessage() + "'; ";
        if (isIn(cause, AuthorizationException.class)) {
            return "expected the right to do so while "
                    + doing
                    + got
                    + "grant it to this principal, see vigil topics --acls";
        }
        if (isIn(cause, AuthenticationException.class)) {
            return "expected Kafka to know this client while "
                    + doing
                    + got
                    + "correct the credentials or certificates in --kafka-properties";
        }
        return "expected a Kafka broker to answer while "
                + doing
                + got
                + "does it run, is --bootstrap right? In a checkout vigil up starts one";
    }

    /** A producer that has failed before wraps what it failed with. */
    private static boolean isIn(Throwable failure, Class<? extends Throwable> kind) {
        Throwable each = failure;
        while (each != null && !kind.isInstance(each)) {
            each = each.getCause();
        }
        return each != null;
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
