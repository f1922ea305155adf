package dev.vigil.flink.match;

import java.io.Serializable;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Starts the threads of an operator on which references are hashed, sorted and merged. */
@FunctionalInterface
interface IndexThreads extends Serializable {
    long IDLE_S = 60;

    /** End with the operator, and with the process whatever they are doing. */
    IndexThreads OWN =
            (name, threads) -> {
                ThreadPoolExecutor pool =
                        new ThreadPoolExecutor(
                                threads,
                                threads,
                                IDLE_S,
                                TimeUnit.SECONDS,
                                new LinkedBlockingQueue<>(),
                                work -> {
                                    Thread thread = new Thread(work, "index of " + name);
                                    thread.setDaemon(true);
                                    return thread;
                                });
                // Once the index is ready hashers have something to do now and then.
                pool.allowCoreThreadTimeOut(true);
                return pool;
            };

    /** What work is given to; where it is an ExecutorService it is shut down with the operator. */
    Executor start(String name, int threads);
}
