package dev.vigil.local.bench;

import dev.vigil.local.broker.Credentials;
import dev.vigil.local.broker.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;

/**
 * Main class of a child process: runs another main class, and ends when its parent does, however
 * that ended.
 */
public final class Leash {
    private Leash() {}

    /**
     * @param args a main class and its arguments
     */
    public static void main(String[] args) throws Exception {
        Thread leash = new Thread(Leash::haltWithParent, "leash");
        leash.setDaemon(true);
        leash.start();
        Class.forName(args[0])
                .getMethod("main", String[].class)
                .invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
    }

    private static void haltWithParent() {
        try {
            while (System.in.read() >= 0) {
                // The parent writes nothing.
            }
        } catch (IOException e) {
            // As good as the end of the parent.
        }
        Runtime.getRuntime().halt(1);
    }

    /** A broker as a process of its own. */
    public static final class Broker {
        private Broker() {}

        /**
         * @param args data directory, the file that its address is written to, its port, 0 for any,
         *     and a file of more settings, empty for none
         */
        public static void main(String[] args) throws Exception {
            int port = Integer.parseInt(args[2]);
            Map<String, String> settings =
                    args[3].isEmpty() ? Map.of() : Credentials.broker(Path.of(args[3]));
            EmbeddedBroker broker =
                    EmbeddedBroker.start(Path.of(args[0]), port, Duration.ofDays(7), settings);
            Path address = Path.of(args[1]);
            Path whole = Files.writeString(Path.of(args[1] + ".new"), broker.bootstrap());
            Files.move(whole, address);
            Thread.currentThread().join();
        }
    }
}
