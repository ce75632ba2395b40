/**
 * oVirt's search language: what {@code search} of a list says, read once and applied to a list or to a table.
 *
 * <p>As in oVirt's engine (its SyntaxChecker), {@code and} binds stronger than {@code or}, and conditions that stand beside each
 * other without a word between them must all hold, which binds weakest: {@code a or b c} means {@code (a or b) and c}. A value
 * that an entity does not have fulfils neither {@code =} nor {@code !=}, but is found by {@code =""}. Beyond the engine's
 * language: parentheses, a quote within quotes ({@code \"}), a star that is meant as one ({@code \*} within quotes), several free
 * texts, {@code >=} and {@code <=} everywhere, {@code sortby} without a direction before {@code page}.
 */
package org.ovirt.v2v.engine.search;
