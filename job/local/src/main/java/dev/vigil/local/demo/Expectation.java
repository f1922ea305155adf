package dev.vigil.local.demo;

import java.util.function.Supplier;

/**
 * One line of the story.
 *
 * @param id the session or the notice; of other things a name
 * @param what what was done
 * @param expected what must come of it
 * @param check looks at what has been seen so far
 */
record Expectation(
        Chapter chapter, String id, String what, String expected, Supplier<Observed> check) {
    /** What a line is about. */
    enum Chapter {
        SOUND,
        FILM,
        NOTICE,
        ACCOUNT,
        OWNER,
        REST
    }

    /** How far an expectation has come. */
    enum Outcome {
        MET,
        OPEN,
        FAILED
    }

    /**
     * What was observed.
     *
     * @param brief in less than half a line
     * @param words all of it
     */
    record Observed(Outcome outcome, String brief, String words) {
        static Observed met(String brief, String words) {
            return new Observed(Outcome.MET, brief, words);
        }

        static Observed met(String words) {
            return met(words, words);
        }

        static Observed open(String words) {
            return new Observed(Outcome.OPEN, words, words);
        }

        static Observed failed(String words) {
            return new Observed(Outcome.FAILED, words, words);
        }
    }

    /** What has become of it now. */
    Result result() {
        return new Result(this, check.get());
    }

    /** An expectation beside what was observed. */
    record Result(Expectation expectation, Observed observed) {
        boolean met() {
            return observed.outcome() == Outcome.MET;
        }
    }
}
