/** The queue: its order, its limits, which proxy host an import starts on, and how it is paused, cancelled and moved away. */
package org.ovirt.v2v.engine.imports.run;
