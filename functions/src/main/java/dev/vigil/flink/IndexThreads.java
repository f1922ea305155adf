package dev.vigil.flink;

import java.io.Serializable;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/** Starts the threads of an operator on which references are hashed, sorted and merged. */
@FunctionalInterface
interface IndexThreads extends Serializable {
    /** End with the operator, and with the process whatever they are doing. */
    IndexThreads OWN =
            (name, threads) ->
                    Executors.newFixedThreadPool(
                            threads,
                            work -> {
                                Thread thread = new Thread(work, "index of " + name);
                                thread.setDaemon(true);
                                return thread;
                            });

    /** What work is given to; where it is an ExecutorService it is shut down with the operator. */
    Executor start(String name, int threads);
}
