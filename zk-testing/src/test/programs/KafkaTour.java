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
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
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
    private static final long PATIENCE_SECONDS = 60;

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
            admin.createTopics(Collections.singleton(new NewTopic(topic, 3, (short) 1)))
                    .all()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            check(
                    admin.listTopics()
                            .names()
                            .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                            .contains(topic),
                    "topic exists");
            ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
            admin.incrementalAlterConfigs(Map.of(
                            resource,
                            List.of(new AlterConfigOp(
                                    new ConfigEntry("retention.ms", "123456"), AlterConfigOp.OpType.SET))))
                    .all()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            // The broker hears of it by a watch, so it may take a moment.
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (!"123456".equals(retention(admin, resource))) {
                check(System.nanoTime() < deadline, "the broker hears of the topic's new configuration");
            }
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
            admin.deleteTopics(Collections.singleton(topic)).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
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
