package org.ovirt.v2v.engine.imports;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.hibernate.annotations.Immutable;
import org.ovirt.v2v.model.conversion.Failure;

/** Stores a failure as JSON. */
@Converter
@Immutable // otherwise Hibernate copies each value it reads or stores, by way of JSON
public final class FailureColumn implements AttributeConverter<Failure, String> {
    private static final JsonText<Failure> JSON = new JsonText<>(new TypeReference<>() {});

    @Override
    public String convertToDatabaseColumn(Failure value) {
        return value == null ? null : JSON.write(value);
    }

    @Override
    public Failure convertToEntityAttribute(String text) {
        return text == null ? null : JSON.read(text);
    }
}
