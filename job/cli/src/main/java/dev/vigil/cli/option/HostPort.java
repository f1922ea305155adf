package dev.vigil.cli.option;

import java.net.InetSocketAddress;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Where a process serves something: {@code HOST:PORT}, port 0 for a free one. */
public final class HostPort implements ITypeConverter<InetSocketAddress> {
    private static final int MOST = 65_535;

    @Override
    public InetSocketAddress convert(String value) {
        int colon = value.lastIndexOf(':');
        try {
            int port = Integer.parseInt(value.substring(colon + 1));
            if (colon > 0 && port >= 0 && port <= MOST) {
                return new InetSocketAddress(value.substring(0, colon), port);
            }
        } catch (NumberFormatException e) {
            // The same message as for one without a host.
        }
        throw new TypeConversionException("expected HOST:PORT, got '" + value + "'");
    }
}
