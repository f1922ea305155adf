package dev.vigil.flink.audit;

import java.io.Serializable;
import java.security.PrivateKey;

/** Gets the private key of the log where the task runs, so that it is in no job graph. */
@FunctionalInterface
public interface LogKey extends Serializable {
    PrivateKey privateKey();
}
