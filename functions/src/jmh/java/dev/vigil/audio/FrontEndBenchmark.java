package dev.vigil.audio;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Samples to peaks, time of one frame of 23 ms. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FrontEndBenchmark {
    private static final int FRAMES = 430;

    private final short[] music = TestingMusic.play(100, FRAMES * 256.0 / 11_025);
    private final FrontEnd frontEnd = new FrontEnd(TestingEar.PROFILE);

    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public void frame(Blackhole peaks) {
        frontEnd.accept(music, 0, FRAMES * 256, peaks::consume);
    }
}
