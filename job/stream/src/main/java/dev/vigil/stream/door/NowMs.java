package dev.vigil.stream.door;

import java.io.Serializable;

/** Where the door reads the time (UTC epoch ms); travels with the job. */
@FunctionalInterface
public interface NowMs extends Serializable {
    /** The clock of the machine. */
    NowMs SYSTEM = System::currentTimeMillis;

    long ms();
}
