package dev.vigil.stream;

import dev.vigil.stream.options.JobOptions;
import java.util.Optional;
import org.apache.flink.configuration.ReadableConfig;

/**
 * What the audit log is wired with.
 *
 * @param log its verifier key, whose name is that of the log
 * @param keyFile PEM of the private key, where the task runs
 */
public record AuditOptions(String log, String keyFile) {
    /** Empty where no log is kept. */
    public static Optional<AuditOptions> of(ReadableConfig options) {
        String log = options.get(JobOptions.AUDIT_LOG);
        return log == null
                ? Optional.empty()
                : Optional.of(new AuditOptions(log, options.get(JobOptions.AUDIT_KEY)));
    }
}
