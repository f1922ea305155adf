/**
 * What a person does to notices, items, alerts, commands, the list, rights, accounts and signals:
 * each act checks what is known and makes the one record that it is. The verbs and the desk share
 * it: a verb gives it what the topics say, the desk what its store says.
 *
 * <p>An act throws {@link dev.vigil.client.act.ActRefused} where what is known is against it, and
 * IllegalArgumentException where what was given is wrong by itself, as the records do. Both
 * messages are one sentence: what was expected, what was got, what to do.
 */
package dev.vigil.client.act;
