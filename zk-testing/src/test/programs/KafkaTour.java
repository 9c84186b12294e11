/*
 * Copyright 2026 The zk4j authors
 * SPDX-License-Identifier: Apache-2.0
 */
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * What a user does with a Kafka broker: creates a topic, changes its configuration, produces, consumes in a group.
 *
 * <p>Arguments: the broker, the name of the topic. Each run wants a new one. Prints {@code tour done} at the end.
 */
public final class KafkaTour {
    private static final int RECORDS = 1_000;
    private static final long PATIENCE_SECONDS = 120;

    private final String broker;
    private final String topic;

    private KafkaTour(String broker, String topic) {
        this.broker = broker;
        this.topic = topic;
    }

    public static void main(String[] args) throws Exception {
        KafkaTour tour = new KafkaTour(args[0], args[1]);
        tour.createTopic();
        tour.produce();
        tour.consume();
        tour.deleteTopic();
        System.out.println("tour done");
    }

    private void createTopic() throws Exception {
        try (Admin admin = Admin.create(settings())) {
            // While the broker has lost ZooKeeper it may answer with any error, and have made the topic nevertheless.
            until("the topic exists", () -> create(admin) || exists(admin));
            until("the broker tells of the topic", () -> exists(admin));
            ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
            until("the topic is configured", () -> isDone(admin.incrementalAlterConfigs(Map.of(
                            resource,
                            List.of(new AlterConfigOp(
                                    new ConfigEntry("retention.ms", "123456"), AlterConfigOp.OpType.SET))))
                    .all()));
            // The broker hears of it by a watch, so it may take a moment.
            until("the broker hears of the topic's new configuration", () -> "123456".equals(retention(admin, resource)));
        }
    }

    private boolean create(Admin admin) throws Exception {
        return isDone(admin.createTopics(Collections.singleton(new NewTopic(topic, 3, (short) 1)))
                .all());
    }

    private boolean exists(Admin admin) throws Exception {
        return admin.listTopics().names().get(PATIENCE_SECONDS, TimeUnit.SECONDS).contains(topic);
    }

    /** Whether it has succeeded; otherwise it has failed, and why is printed. */
    private static boolean isDone(Future<Void> call) throws Exception {
        try {
            call.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException failed) {
            System.out.println("failed, and is repeated: " + failed.getCause());
            return false;
        }
    }

    private static void until(String what, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.call()) {
            check(System.nanoTime() < deadline, what);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    private static String retention(Admin admin, ConfigResource resource) throws Exception {
        Config config = admin.describeConfigs(Collections.singleton(resource))
                .all()
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .get(resource);
        return config.get("retention.ms").value();
    }

    private void produce() throws Exception {
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings(), new StringSerializer(), new StringSerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (int i = 0; i < RECORDS; i++) {
                sent.add(producer.send(new ProducerRecord<>(topic, "key " + i, "value " + i)));
            }
            for (Future<RecordMetadata> acknowledged : sent) {
                acknowledged.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
        }
    }

    private void consume() {
        Properties settings = settings();
        settings.put("group.id", "group of " + topic);
        settings.put("auto.offset.reset", "earliest");
        int count = 0;
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(Collections.singleton(topic));
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (count < RECORDS) {
                check(System.nanoTime() < deadline, "all records are read; so far " + count);
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(1))) {
                    check(record.value().equals(record.key().replace("key", "value")), "the value is of the key");
                    count++;
                }
            }
            consumer.commitSync();
        }
        check(count == RECORDS, "each record is read once");
    }

    private void deleteTopic() throws Exception {
        try (Admin admin = Admin.create(settings())) {
            until("the topic is deleted", () -> isDone(admin.deleteTopics(Collections.singleton(topic)).all()) || !exists(admin));
        }
    }

    private Properties settings() {
        Properties settings = new Properties();
        settings.put("bootstrap.servers", broker);
        return settings;
    }

    private static void check(boolean truth, String what) {
        if (!truth) {
            throw new IllegalStateException("expected: " + what);
        }
    }
}
