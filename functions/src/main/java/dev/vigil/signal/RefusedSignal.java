package dev.vigil.signal;

/**
 * What is not taken of a peer or a person, with what was expected, what was found and what to do.
 */
public final class RefusedSignal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final SignalFault fault;

    public RefusedSignal(SignalFault fault, String message) {
        super(message, null, false, false);
        this.fault = fault;
    }

    public SignalFault fault() {
        return fault;
    }
}
