package dev.vigil.bench.desk;

import dev.vigil.bench.desk.DeskBrowser.Answered;
import dev.vigil.desk.sign.DeskRole;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;

/** Persons who ask for pages, each in a session of its own, one page after the other. */
final class PagePersons {
    private static final int WRONG_SHOWN = 10;

    private final List<DeskBrowser> persons;
    private final int mostPauseMs;
    private final Map<PageVariant, PageTimes> times = new LinkedHashMap<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

    /**
     * @param mostPauseMs between an answer and the next request, half of it on average
     */
    PagePersons(List<DeskBrowser> persons, int mostPauseMs) {
        this.persons = persons;
        this.mostPauseMs = mostPauseMs;
    }

    private record Call(PageVariant variant, String address) {}

    /** Asks for all variants, in any order. */
    void ask(List<PageVariant> variants) throws InterruptedException {
        List<Call> all = new ArrayList<>();
        for (PageVariant variant : variants) {
            times.put(variant, new PageTimes());
            for (int i = 0; i < variant.calls(); i++) {
                all.add(new Call(variant, variant.addresses().get(i % variant.addresses().size())));
            }
        }
        Collections.shuffle(all, new Random(5));
        Map<Set<DeskRole>, Queue<Call>> left = new HashMap<>();
        all.forEach(
                call ->
                        left.computeIfAbsent(
                                        call.variant().roles(), it -> new LinkedBlockingQueue<>())
                                .add(call));
        List<Thread> threads = new ArrayList<>();
        for (DeskBrowser person : persons) {
            List<Queue<Call>> own =
                    left.entrySet().stream()
                            .filter(it -> person.mayAsk(it.getKey()))
                            .map(Map.Entry::getValue)
                            .toList();
            threads.add(new Thread(() -> ask(person, own), "person"));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** Of that first of which most is left; null at the end. */
    private static Call next(List<Queue<Call>> left) {
        return left.stream()
                .sorted(Comparator.<Queue<Call>>comparingInt(Queue::size).reversed())
                .map(Queue::poll)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private void ask(DeskBrowser person, List<Queue<Call>> left) {
        try {
            for (Call call = next(left); call != null; call = next(left)) {
                if (mostPauseMs > 0) {
                    Thread.sleep(ThreadLocalRandom.current().nextInt(mostPauseMs));
                }
                ask(person, call);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask(DeskBrowser person, Call call) throws InterruptedException {
        try {
            Answered answer =
                    call.variant().isFile()
                            ? person.begin(call.address())
                            : person.get(call.address());
            if (answer.isGood()) {
                times.get(call.variant()).add(answer.micros());
            } else {
                wrong.add(call.address() + " " + answer.status());
            }
        } catch (IOException e) {
            wrong.add(call.address() + " " + e);
        }
    }

    Map<PageVariant, PageTimes> times() {
        return times;
    }

    /** All of them together. */
    PageTimes together() {
        PageTimes all = new PageTimes();
        times.values().forEach(all::addAll);
        return all;
    }

    int wrongAnswers() {
        return wrong.size();
    }

    /** The first ones. */
    List<String> wrong() {
        return wrong.stream().limit(WRONG_SHOWN).toList();
    }
}
