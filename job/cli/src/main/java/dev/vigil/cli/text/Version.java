package dev.vigil.cli.text;

/** The version of this command. */
public final class Version {
    /** As in the POM, which a test compares. */
    public static final String NUMBER = "0.2.0-SNAPSHOT";

    private Version() {}
}
