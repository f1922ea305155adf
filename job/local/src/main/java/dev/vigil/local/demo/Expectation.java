package dev.vigil.local.demo;

import java.util.function.Supplier;

/**
 * One line of the story.
 *
 * @param what what was done
 * @param expected what must come of it
 * @param check looks at what has been seen so far
 */
record Expectation(String what, String expected, Supplier<Observed> check) {
    /** How far an expectation has come. */
    enum Outcome {
        MET,
        OPEN,
        FAILED
    }

    /** What was observed, in words. */
    record Observed(Outcome outcome, String words) {
        static Observed met(String words) {
            return new Observed(Outcome.MET, words);
        }

        static Observed open(String words) {
            return new Observed(Outcome.OPEN, words);
        }

        static Observed failed(String words) {
            return new Observed(Outcome.FAILED, words);
        }
    }
}
