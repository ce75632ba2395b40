package org.ovirt.v2v.engine.imports;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.List;
import org.hibernate.annotations.Immutable;
import org.ovirt.v2v.model.conversion.DiskProgress;

/** Stores how far each disk is as JSON. */
@Converter
@Immutable // otherwise Hibernate copies each value it reads or stores, by way of JSON
public final class DiskProgressColumn implements AttributeConverter<List<DiskProgress>, String> {
    private static final JsonText<List<DiskProgress>> JSON = new JsonText<>(new TypeReference<>() {});

    @Override
    public String convertToDatabaseColumn(List<DiskProgress> value) {
        return value == null ? null : JSON.write(value);
    }

    @Override
    public List<DiskProgress> convertToEntityAttribute(String text) {
        return text == null ? null : List.copyOf(JSON.read(text));
    }
}
