/**
 * The import itself: what is stored of it, what is shown of it while it is active, how it changes and how it ends. Around it lie
 * {@code request} (what is asked for and whether it can be done), {@code run} (when and where it starts, and how it is
 * cancelled), {@code tracking} (what the proxy hosts say of it) and {@code feed} (whoever follows it).
 */
package org.ovirt.v2v.engine.imports;
