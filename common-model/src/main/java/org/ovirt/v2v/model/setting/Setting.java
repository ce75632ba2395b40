package org.ovirt.v2v.model.setting;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Tells the admin of one setting, or of a group of them; the settings files that are installed are made of it. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Setting {
    /** What it is for, in whole sentences. */
    String value();

    /** In what it is counted, as in "seconds"; empty if its values say so themselves or it is no quantity. */
    String unit() default "";

    /** What stands in the place of a default, for a setting that has none. */
    String example() default "";

    /** Whether its value must not become known. */
    boolean secret() default false;
}
