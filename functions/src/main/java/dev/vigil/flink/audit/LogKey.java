package dev.vigil.flink.audit;

import java.io.Serializable;
import java.security.PrivateKey;

/** Gets the private key of the log where the task runs, so that it is in no job graph. */
@FunctionalInterface
public interface LogKey extends Serializable {
    /**
     * @throws IllegalStateException where it can't be read
     * @throws IllegalArgumentException where it is no Ed25519 key
     */
    PrivateKey privateKey();
}
