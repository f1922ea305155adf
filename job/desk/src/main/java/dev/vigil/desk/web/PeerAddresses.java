package dev.vigil.desk.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Addresses, each alone or as a network: {@code 10.0.0.7}, {@code 10.244.0.0/16}, {@code fd00::/8}.
 */
public record PeerAddresses(List<PeerNetwork> networks) {
    /** Names are none: their address may change. */
    private static final Pattern LITERAL =
            Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    /**
     * A network.
     *
     * @param address its first bytes are those of all in it
     * @param bits how many bits these are
     */
    record PeerNetwork(byte[] address, int bits) {
        boolean has(byte[] other) {
            if (other.length != address.length) {
                return false;
            }
            int whole = bits / 8;
            if (!Arrays.equals(address, 0, whole, other, 0, whole)) {
                return false;
            }
            int mask = 0xFF00 >> bits % 8 & 0xFF;
            return mask == 0 || (address[whole] & mask) == (other[whole] & mask);
        }
    }

    public PeerAddresses {
        networks = List.copyOf(networks);
    }

    /**
     * @throws IllegalArgumentException for a text that is no address
     */
    public static PeerAddresses of(List<String> texts) {
        return new PeerAddresses(texts.stream().map(PeerAddresses::network).toList());
    }

    private static PeerNetwork network(String text) {
        int slash = text.indexOf('/');
        InetAddress address = literal(slash < 0 ? text : text.substring(0, slash));
        String bits = slash < 0 ? "" : text.substring(slash + 1);
        int most = address == null ? 0 : address.getAddress().length * 8;
        boolean isRight =
                address != null
                        && (slash < 0
                                || bits.matches("\\d{1,3}") && Integer.parseInt(bits) <= most);
        if (!isRight) {
            throw new IllegalArgumentException(
                    "--behind-proxy: expected an address such as 10.0.0.7 or a network such as"
                            + " 10.244.0.0/16, got '"
                            + text
                            + "'; correct it");
        }
        return new PeerNetwork(address.getAddress(), slash < 0 ? most : Integer.parseInt(bits));
    }

    /** Null for a text that is no address; a name is never looked up. */
    static InetAddress literal(String text) {
        if (!LITERAL.matcher(text).matches()) {
            return null;
        }
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            return null;
        }
    }

    boolean has(InetAddress address) {
        return networks.stream().anyMatch(network -> network.has(address.getAddress()));
    }
}
