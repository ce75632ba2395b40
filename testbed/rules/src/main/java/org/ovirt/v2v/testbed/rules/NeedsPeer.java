package org.ovirt.v2v.testbed.rules;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What starts a process beside the test, mounts, or needs root. Only integration tests ({@code *IT}) may use it, directly or
 * through helpers: {@link TestPlaces} holds that. A class that uses such a class need not say so again.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface NeedsPeer {}
