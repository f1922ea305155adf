package dev.vigil.stream;

import dev.vigil.schema.wire.Peers;
import dev.vigil.signal.SignalRules;
import dev.vigil.stream.options.JobOptions;
import dev.vigil.stream.options.ListKeysFile;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.configuration.ReadableConfig;

/**
 * What signals are wired with.
 *
 * @param keyFile PEM of the private key, where the tasks run; null where nothing is signed
 * @param peers their names, in order
 */
public record SignalOptions(SignalRules rules, String keyFile, List<String> peers) {
    /** Of a site that has no peers. */
    public static final SignalOptions NONE =
            new SignalOptions(SignalRules.DEFAULTS, null, List.of());

    static SignalOptions of(ReadableConfig options) {
        return new SignalOptions(
                new SignalRules(
                        options.get(JobOptions.SIGNALS_ORIGIN),
                        options.get(JobOptions.SIGNALS_CONFIRMATIONS),
                        LedgerOptions.identifiers(options)),
                options.get(JobOptions.SIGNALS_KEY),
                peers(options).names());
    }

    /** Whose signals are taken. */
    static Peers peers(ReadableConfig options) {
        String file = options.get(JobOptions.SIGNALS_KEYS);
        return file == null ? Peers.NONE : new Peers(ListKeysFile.publicKeys(Path.of(file)));
    }
}
