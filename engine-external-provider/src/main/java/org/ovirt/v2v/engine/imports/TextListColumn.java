package org.ovirt.v2v.engine.imports;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.List;
import org.hibernate.annotations.Immutable;

/** Stores texts as JSON. */
@Converter
@Immutable // otherwise Hibernate copies each value it reads or stores, by way of JSON
public final class TextListColumn implements AttributeConverter<List<String>, String> {
    private static final JsonText<List<String>> JSON = new JsonText<>(new TypeReference<>() {});

    @Override
    public String convertToDatabaseColumn(List<String> value) {
        return value == null ? null : JSON.write(value);
    }

    @Override
    public List<String> convertToEntityAttribute(String text) {
        return text == null ? null : List.copyOf(JSON.read(text));
    }
}
