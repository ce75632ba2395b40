package org.ovirt.v2v.engine.rest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The names of the constants, in lower case, are query parameters too, beside those that the method declares one by one. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Filters {
    Class<? extends Enum<?>> value();
}
