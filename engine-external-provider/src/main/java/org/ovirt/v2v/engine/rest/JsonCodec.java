package org.ovirt.v2v.engine.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.ovirt.v2v.engine.ForeignTextReader;

/**
 * oVirt's JSON: names in snake case, numbers and booleans written as strings and read as either, no nulls. What is not known, or
 * said twice, or after the end, is refused and not passed over.
 */
@Singleton
public class JsonCodec implements ObjectMapperCustomizer {
    /** Behind the customizers of Quarkus, whose readers would take the place of those here. */
    @Override
    public int priority() {
        return MINIMUM_PRIORITY;
    }

    @Override
    public void customize(ObjectMapper mapper) {
        SimpleModule scalars = new SimpleModule("oVirt scalars");
        for (Class<?> type : new Class<?>[] {
            int.class, Integer.class, long.class, Long.class, double.class, Double.class, boolean.class, Boolean.class
        }) {
            scalars.addSerializer(type, ToStringSerializer.instance);
        }
        scalars.addDeserializer(String.class, new ForeignTextReader());
        scalars.addDeserializer(Instant.class, new InstantReader());
        mapper.registerModule(scalars)
                .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    }
}
