package dev.vigil.stream;

import dev.vigil.stream.options.JobOptions;
import dev.vigil.stream.options.TopicNames;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.ReadableConfig;

/**
 * What the audit log is wired with.
 *
 * @param log its verifier key, whose name is that of the log
 * @param keyFile PEM of the private key, where the task runs
 * @param madeAnew topics that were made anew since the log before
 */
public record AuditOptions(String log, String keyFile, List<String> madeAnew) {
    /** Empty where no log is kept. */
    public static Optional<AuditOptions> of(ReadableConfig options) {
        String log = options.get(JobOptions.AUDIT_LOG);
        return log == null
                ? Optional.empty()
                : Optional.of(
                        new AuditOptions(
                                log,
                                options.get(JobOptions.AUDIT_KEY),
                                TopicNames.read(options.get(JobOptions.AUDIT_ANEW))));
    }
}
