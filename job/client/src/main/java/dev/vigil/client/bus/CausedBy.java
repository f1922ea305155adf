package dev.vigil.client.bus;

import dev.vigil.schema.wire.Envelope;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Who causes what is sent; all are pointers, never names.
 *
 * @param actor the person, such as {@code oidc:SUBJECT}; null for a program
 * @param approver the second person, where two must agree; null where one does
 * @param deskRequest id of the request at the desk that it comes from, or null
 */
public record CausedBy(String actor, String approver, String deskRequest) {
    public static final CausedBy PROGRAM = new CausedBy(null, null, null);

    private static final String UNKNOWN_HOST = "localhost";

    public static CausedBy person(String actor) {
        return new CausedBy(actor, null, null);
    }

    /** The user of this machine, {@code os:USER@HOST}. */
    public static String user() {
        String user = "os:" + System.getProperty("user.name") + "@" + host();
        return user.substring(0, Math.min(user.length(), Envelope.MAX_POINTER));
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            // A machine whose name has no address; its name is no proof of anything anyway.
            return UNKNOWN_HOST;
        }
    }

    public Envelope on(Envelope envelope) {
        return envelope.with().actor(actor).approver(approver).deskrequest(deskRequest).build();
    }
}
