package dev.vigil.bench.desk;

import dev.vigil.schema.notice.BreachRecord;
import dev.vigil.schema.notice.ClockState;
import dev.vigil.schema.notice.ClockTrack;
import dev.vigil.schema.notice.NoticeItem;
import dev.vigil.schema.notice.NoticeReceivedBuilder;
import dev.vigil.schema.notice.NoticeState;
import dev.vigil.schema.notice.NoticeStatusBuilder;
import dev.vigil.schema.wire.Envelope;
import dev.vigil.schema.wire.EventType;
import dev.vigil.schema.wire.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.SplittableRandom;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Notices, what becomes of them, and breaches in transactions, so that the desk always has
 * something to read. What the broker loses is sent again, or not: the topics have what they have.
 */
final class DeskKillsFeed implements AutoCloseable {
    private static final long PAUSE_MS = 10;
    private static final int A_BREACH_IN = 20;
    private static final long DAY_MS = 86_400_000;

    private final Properties settings = new Properties();
    private final SplittableRandom random;
    private final Thread thread = new Thread(this::feed, "feed");
    private final long fromMs = System.currentTimeMillis();
    private volatile boolean goesOn = true;
    private volatile boolean isOver;
    private KafkaProducer<byte[], byte[]> producer;

    DeskKillsFeed(Properties clients, long seed) {
        random = new SplittableRandom(seed);
        settings.putAll(clients);
        settings.put("transactional.id", "bench-desk-feed");
        settings.put("max.block.ms", "5000");
        settings.put("request.timeout.ms", "3000");
        settings.put("delivery.timeout.ms", "5000");
        thread.setDaemon(true);
        thread.start();
    }

    private void feed() {
        int n = 0;
        while (goesOn) {
            try {
                if (producer == null) {
                    start();
                }
                producer.beginTransaction();
                for (int i = 0; i < A_BREACH_IN; i++) {
                    one(++n);
                }
                if (random.nextInt(A_BREACH_IN) == 0) {
                    producer.abortTransaction();
                } else {
                    producer.commitTransaction();
                }
                Thread.sleep(PAUSE_MS * A_BREACH_IN);
            } catch (InterruptException | InterruptedException e) {
                end();
                return;
            } catch (KafkaException e) {
                end();
            }
        }
        end();
        settle();
    }

    private void start() {
        ByteArraySerializer bytes = new ByteArraySerializer();
        producer = new KafkaProducer<>(settings, bytes, bytes);
        producer.initTransactions();
    }

    /**
     * A producer starts once the transaction before it is aborted, or committed to its markers. One
     * that is left open would end after its timeout, and move the ends of its topics then.
     */
    private void settle() {
        while (!isOver) {
            try {
                start();
                isOver = true;
            } catch (InterruptException e) {
                break;
            } catch (KafkaException e) {
                // The broker is still starting.
            } finally {
                end();
            }
        }
    }

    private void one(int n) {
        String notice = "n-" + n;
        long now = fromMs + n;
        send(
                EventType.NOTICE_RECEIVED,
                notice,
                now,
                NoticeReceivedBuilder.builder()
                        .noticeId(notice)
                        .channel("form")
                        .receivedAt(now)
                        .notifier("studio-" + n % 7)
                        .items(List.of(new NoticeItem("item-" + n, null)))
                        .build());
        String earlier = "n-" + (1 + random.nextInt(n));
        send(EventType.NOTICE_STATUS, earlier, now, status(earlier, now));
        if (n % A_BREACH_IN == 0) {
            send(EventType.BREACH, notice, now, breach(notice, now));
        }
    }

    private Object status(String notice, long now) {
        boolean isOver = random.nextInt(4) == 0;
        return NoticeStatusBuilder.builder()
                .noticeId(notice)
                .generation(1)
                .state(isOver ? NoticeState.ACTIONED : NoticeState.VALID)
                .notifier("studio-1")
                .receivedAt(fromMs)
                .dueAt(fromMs + DAY_MS)
                .asOf(now)
                .remainingMs(fromMs + DAY_MS - now)
                .itemsOpen(List.of())
                .itemsDone(List.of())
                .listedWorks(List.of())
                .track(ClockTrack.STANDARD)
                .clock(isOver ? ClockState.STOPPED : ClockState.RUNNING)
                .build();
    }

    private Object breach(String notice, long now) {
        return new BreachRecord(
                notice + "/1/breach",
                notice,
                1,
                "studio-1",
                fromMs,
                now,
                List.of(),
                "NOT_DONE_WHEN_DUE",
                null,
                ClockTrack.STANDARD);
    }

    private void send(EventType type, String key, long now, Object event) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(
                        type.topics().get(0).topicName(),
                        key.getBytes(StandardCharsets.UTF_8),
                        Json.bytes(event));
        Envelope.json(type, "/bench", type + "/" + key + "/" + now, key, now)
                .headers()
                .forEach(record.headers()::add);
        producer.send(record);
    }

    private void end() {
        if (producer != null) {
            producer.close(Duration.ZERO);
            producer = null;
        }
    }

    /** Nothing more is begun. */
    void stop() {
        goesOn = false;
    }

    /** Nothing more gets to the topics. */
    boolean isOver() {
        return isOver;
    }

    @Override
    public void close() {
        goesOn = false;
        thread.interrupt();
    }
}
