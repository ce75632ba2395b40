/** What is looked at once, when the engine starts, and needs to know every part of it. */
package org.ovirt.v2v.engine.start;
