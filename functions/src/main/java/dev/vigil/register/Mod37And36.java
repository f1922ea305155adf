package dev.vigil.register;

/**
 * The check character of ISO 7064 MOD 37,36: one of 36, over digits and letters. It finds each
 * single wrong character. Of swapped neighbours it finds all but those of values {@code a} and
 * {@code a + 1} at the one place where the sum before them is {@code 18 - a}: there 18 and 19 are
 * doubled to the same.
 */
final class Mod37And36 {
    static final String CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private static final int M = 36;

    private Mod37And36() {}

    /**
     * @param body digits and upper-case letters
     */
    static char check(String body) {
        int product = M;
        for (int i = 0; i < body.length(); i++) {
            product = doubled(product + CHARACTERS.indexOf(body.charAt(i)));
        }
        return CHARACTERS.charAt((M + 1 - product) % M);
    }

    private static int doubled(int sum) {
        int reduced = sum % M == 0 ? M : sum % M;
        return 2 * reduced % (M + 1);
    }
}
